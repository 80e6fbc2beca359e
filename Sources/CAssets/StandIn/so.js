// Stands in for the loader of Booking Pages: puts the form in a frame, and calls the page's function when a booking is made.
(() => {
  const home = new URL(document.currentScript.src).origin;
  for (const place of document.querySelectorAll("[data-so-page]:not([data-so-done])")) {
    const page = place.dataset.soPage;
    const frame = document.createElement("iframe");
    frame.id = "SOI_" + page;
    frame.title = "Booking form";
    frame.height = place.dataset.height || "550";
    frame.src = home + "/booking?product=pages&em=1&page=" + encodeURIComponent(page);
    place.dataset.soDone = "true";
    place.append(frame);
    addEventListener("message", (event) => {
      if (event.origin !== home || event.source !== frame.contentWindow || !event.data.confirmed) return;
      if (typeof window.SOAfterConfirmationFunction === "function") window.SOAfterConfirmationFunction(event.data.confirmed);
    });
  }
})();
