// Attaches what a page asks for: <… data-behaviour="clock"> gets the default export of clock.js.
// The page says where each is to be had (<link data-behaviour-file="clock">), because files have names that change
// with their content. A behaviour is called with its element and with `load`, which brings another file by name.
const load = (name) => import(document.querySelector(`[data-behaviour-file="${name}"]`).href);

for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    load(name).then((behaviour) => behaviour.default(element, load));
  }
}

// Whoever hands the device on says so to every tab (wipe.js): none goes on showing what they wrote.
new BroadcastChannel("handed on").onmessage = ({ data }) => {
  if (location.href.startsWith(data.from)) location.replace(data.next);
};
