# The image of web, worker and beat; docker-compose.yml says which command each one runs.
FROM python:3.13-slim AS packages
COPY requirements/base.txt /requirements.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /requirements.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONFAULTHANDLER=1
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin oev
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# The folder first: with it the settings choose hashed names. Keys for this one step only; none stays in the image.
RUN mkdir staticfiles && SECRET_KEY=build ENCRYPTION_KEYS=build python manage.py collectstatic --noinput --verbosity 0
USER oev
EXPOSE 8000
CMD ["gunicorn", "oev.wsgi:application", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", \
     "--threads=8", "--worker-tmp-dir=/dev/shm", "--max-requests=2000", "--max-requests-jitter=200", \
     "--no-control-socket"]
