// Names for what Django's admin and its Select2 leave without one, for readers of a screen. Nothing else depends on it.
const labelOf = (select) => select.getAttribute("aria-label") || (select.labels && select.labels[0] && select.labels[0].textContent.trim().replace(/:$/, "")) || "";

function nameFields() {
  for (const shown of document.querySelectorAll(".select2-selection__rendered")) {
    const holder = shown.closest(".select2-container");
    const select = holder && holder.previousElementSibling;
    const label = select && select.matches("select") ? labelOf(select) : "";
    if (label) shown.setAttribute("aria-label", label);
  }
  for (const head of document.querySelectorAll("th.original:empty, .inline-related thead th:empty")) {
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = head.matches(".original") ? "Row" : "Remove";
    head.append(name);
  }
}

// Select2 puts its boxes in place in jQuery's turn, so ours comes after it in the same queue.
if (window.django && window.django.jQuery) window.django.jQuery(nameFields);
else nameFields();
document.addEventListener("formset:added", () => setTimeout(nameFields));
