// Ctrl + Enter (or Cmd + Enter) runs the query; Tab is left alone, so that the keyboard can leave the field.
const area = document.querySelector("textarea[data-submit-keys]");
if (area) {
  document.querySelector(".keys").hidden = false;
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      area.form.requestSubmit();
    }
  });
}
document.querySelector("#outcome, .none[role=alert]")?.scrollIntoView({ block: "nearest" });
