// Fetches the page again each second and exchanges the part that moves; without script the page reloads itself.
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function follow() {
  for (;;) {
    await pause(1000);
    const answer = await fetch(location.href, { headers: { "X-Background": "1" } }).catch(() => null);
    if (!answer || !answer.ok) continue;
    if (answer.redirected) return location.replace(answer.url);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
    if (!fresh) return location.reload();
    document.getElementById("progress").replaceWith(fresh);
    if (fresh.dataset.over === "yes") return;
  }
}

follow();
