// Stands in for the loader of Booking Calendars: puts the form in a frame, some time later; the frame itself tells the page.
(() => {
  const home = new URL(document.currentScript.src).origin;
  setTimeout(() => {
    for (const place of document.querySelectorAll("[data-oh-booking-calendar-id]")) {
      const frame = document.createElement("iframe");
      frame.title = "Booking form";
      frame.height = "620";
      frame.src = home + "/booking?product=calendars&em=1&calendar=" + encodeURIComponent(place.dataset.ohBookingCalendarId);
      place.append(frame);
    }
  }, 50);
})();
