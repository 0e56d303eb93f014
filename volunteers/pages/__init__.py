"""What the pages of this app show, put together from facts: no request, no HTML."""
