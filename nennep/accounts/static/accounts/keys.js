// Shows what needs a security key only where the browser can use one, and says so when the device refuses.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-key]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-key]")) part.hidden = true;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const note of document.querySelectorAll("[data-key-trouble]")) note.hidden = false;
});
