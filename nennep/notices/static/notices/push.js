// Lets this browser be woken: asks its owner, then sends address and keys by the form that stands on the page.
const form = document.getElementById("push-on");

const key = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const say = (id) => ["push-cannot", "push-denied", "push-failed"].forEach((each) => {
  document.getElementById(each).hidden = each !== id;
});

if (form && window.isSecureContext && "serviceWorker" in navigator && "PushManager" in window) {
  form.hidden = false;
  say("");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if ((await Notification.requestPermission()) !== "granted") return say("push-denied");
    try {
      const registered = await navigator.serviceWorker.register(form.dataset.worker);
      const made = await registered.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key(form.dataset.key) });
      const { endpoint, keys } = made.toJSON();
      Object.entries({ endpoint, ...keys }).forEach(([name, value]) => { form.elements[name].value = value; });
      form.submit();
    } catch {
      say("push-failed");
    }
  });
}
