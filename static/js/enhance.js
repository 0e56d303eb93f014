// Small things that only script can do. Every page works without this file.

// What only works with script is hidden until script runs.
for (const part of document.querySelectorAll("[data-needs-script]")) {
  part.hidden = false;
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

// allauth tells when a passkey did not come through; say it in words instead of in the console.
document.addEventListener("allauth.error", (event) => {
  const words = document.querySelector("[data-passkey-error]");
  if (words) {
    event.preventDefault();
    words.hidden = false;
    words.focus();
  }
});
