// Woken by the maker of the browser: says how much news there is, and opens the page where it stands.
self.addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : { title: "Nền Nếp", text: "", url: "/notices/" };
  event.waitUntil(self.registration.showNotification(said.title, { body: said.text, tag: "nennep", data: said.url }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const wanted = new URL(event.notification.data || "/notices/", self.location.origin);
  if (wanted.origin === self.location.origin) event.waitUntil(self.clients.openWindow(wanted.href));
});
