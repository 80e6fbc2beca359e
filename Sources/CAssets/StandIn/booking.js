// Stands in for OnceHub's booking form: tells the embedding page of the booking, or goes to the redirect URL, as OnceHub does.
(() => {
  const wishes = new URLSearchParams(location.search);
  document.documentElement.classList.toggle("framed", parent !== window);
  const isPages = wishes.get("product") === "pages";
  const [slots, details, done] = ["slots", "details", "done"].map((id) => document.getElementById(id));
  const calendar = wishes.get("calendar") || "BKC-0L1VE0AK01";
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const hour = 3600000;
  const id = (prefix, length) => prefix + "-" + Array.from(crypto.getRandomValues(new Uint8Array(length)),
    (byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[byte % 36]).join("");
  const tell = (message) => { if (parent !== window) parent.postMessage(message, "*"); };
  const about = {
    id: calendar, subject: "Product walkthrough", host: "USR-0L1VE0AK1", url: "https://oncehub.com/olive", name: "Walkthrough",
    duration_minutes: 30,
  };

  const first = Math.ceil(Date.now() / hour) * hour + 48 * hour;
  for (let index = 0; index < 4; index += 1) {
    const start = new Date(first + index * hour);
    slots.slot.append(new Option(start.toLocaleString([], { dateStyle: "full", timeStyle: "short" }), start.toISOString()));
  }
  if (!isPages) tell({ type: "oncehub.booking_calendar.loaded", payload: about });

  slots.addEventListener("submit", (event) => {
    event.preventDefault();
    slots.hidden = true;
    details.hidden = false;
    details.elements.name.focus();
    const starting_time = slots.slot.value;
    if (!isPages) tell({ type: "oncehub.booking_calendar.time_slot_selected", payload: { ...about, starting_time, customer_timezone: zone } });
  });

  // The wall clock of a time zone that is so many hours from UTC.
  const wall = (instant, hours) => new Date(instant.getTime() + hours * hour).toISOString();

  const pagesData = (answers, start) => ({
    errorStatus: 0,
    bookingInfo: {
      Version: "7.35",
      MeetingTimes: [{
        UTCTime: start.toISOString().slice(0, 19), CustomerTime: wall(start, -start.getTimezoneOffset() / 60).slice(0, 19),
        SOTime: wall(start, -5).slice(0, 19),
      }],
      CancelRescheduleLink: "https://go.oncehub.com/olive-lending?Params=standin", Note: answers.note,
      CalendarEvent: { ICS: "https://oncehub.com/download.aspx?mid=1&type=1", VCS: "https://oncehub.com/download.aspx?mid=1&type=3" },
      statusCode: "1", Message: null, CustomerName: answers.name, CustomerEmail: answers.email, CustomerPhone: answers.phone,
      EventTypeName: "Mortgage review", BookingId: [id("BKNG", 12)],
    },
  });
  const calendarMessage = (answers, start) => ({
    type: "oncehub.booking.scheduled",
    payload: {
      id: id("BKNG", 12), subject: about.subject, status: "scheduled", creation_time: new Date().toISOString(),
      starting_time: start.toISOString(), customer_timezone: zone, host: about.host, duration_minutes: 30,
      location_description: "", attendees: ["host@example.com", answers.email], booking_calendar: calendar,
      cancel_url: "https://oncehub.com/m/standin/cancel", reschedule_url: "https://oncehub.com/m/standin",
      utm_source: "", utm_medium: "", utm_campaign: "", utm_term: "", utm_content: "",
      custom_fields: [
        { name: "name", value: answers.name }, { name: "email", value: answers.email }, { name: "phone", value: answers.phone },
        { name: "company", value: answers.company }, { name: "note", value: answers.note },
        { name: "meeting_reason", value: answers.reason },
      ].filter((field) => field.value),
    },
  });
  // Booking Pages write blanks as %20 and leave @ and : as they are; Booking Calendars write forms. Empty answers are left out.
  const pagesQuery = (answers, start) => Object.entries({
    Name: answers.name, Email: answers.email, subject: "Mortgage review", company: answers.company, phone: answers.phone,
    note: answers.note, Meetingreason: answers.reason, bookingPage: "lending", creationTime: new Date().toISOString(),
    meetingTime: wall(start, -5), timeZone: "Eastern time", utcOffset: "-5",
  }).filter((pair) => pair[1])
    .map(([name, value]) => name + "=" + encodeURIComponent(value).replace(/%40/g, "@").replace(/%3A/g, ":")).join("&");
  const calendarQuery = (answers, start) => String(new URLSearchParams(Object.entries({
    booking_calendar: calendar, subject: about.subject, status: "scheduled", customer_timezone: zone, id: id("BKNG", 12),
    creation_time: new Date().toISOString(), starting_time: start.toISOString(), name: answers.name, email: answers.email,
    phone: answers.phone, company: answers.company, note: answers.note, meeting_reason: answers.reason,
  }).filter((pair) => pair[1])));

  details.addEventListener("submit", (event) => {
    event.preventDefault();
    const answers = Object.fromEntries(new FormData(details));
    const start = new Date(slots.slot.value);
    const redirect = wishes.get("redirect");
    details.hidden = true;
    done.hidden = false;
    if (redirect) {
      const query = isPages ? pagesQuery(answers, start) : calendarQuery(answers, start);
      location.href = redirect + (redirect.includes("?") ? "&" : "?") + query;
    } else if (isPages) {
      tell({ confirmed: pagesData(answers, start) });
    } else {
      tell(calendarMessage(answers, start));
    }
  });
})();
