// Hands a device on: once the server has let its person go, the copies of their words on this device go too (copies.js),
// and the page of whoever comes next stands in the place of all their pages, this one's among them (start.js). Where
// anything is to be put right, the form goes as it would without this.
export default (form, load) => {
  form.addEventListener("submit", async (press) => {
    press.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(location.href, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect") return form.submit();
    const copies = await load("copies").then((file) => file.default(form.dataset.whose));
    await copies.wipe();
    const { whose, next } = form.dataset;
    new BroadcastChannel("handed on").postMessage({ whose, next, from: new URL("..", location).href });
  });
};
