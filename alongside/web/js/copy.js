// Copies the text of the element named in data-copies, and says so; where the browser will not, marks it for the reader.
const mark = (text) => {
  const range = document.createRange();
  range.selectNodeContents(text);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
};

export default (button) => {
  const text = document.getElementById(button.dataset.copies);
  const said = document.getElementById(`${button.dataset.copies}-said`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = button.dataset.said;
    } catch {
      // over plain http there is no clipboard to write to, but what is marked can be copied the old way
      mark(text);
      said.textContent = document.execCommand("copy") ? button.dataset.said : button.dataset.otherwise;
    }
  });
};
