// Prints the page. The button is hidden where it could do nothing.
export default (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
};
