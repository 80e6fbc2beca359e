// Hands OnceHub's booking confirmations to a bookwatch endpoint. What fails is silent for the visitor.
(() => {
  "use strict";
  const tag = document.currentScript;
  if (!tag || window.bookwatchScript) return;
  window.bookwatchScript = tag;
  const { endpoint, source, token, message = "none", prefill, prefillMap = "{}", analytics, keep = "" } = tag.dataset;
  const { origins = "https://oncehub.com", textThanks = "Thank you", textClose = "Close" } = tag.dataset;
  const on = addEventListener;
  const seen = new Set();
  const unconfirmed = new Map();
  let base = tag.src;

  const find = (selector) => document.querySelector(selector);
  // Of several that in which the visitor is.
  const nearest = (selector) => document.activeElement?.closest(selector) || find(selector);
  const emit = (name, detail) => dispatchEvent(new CustomEvent("bookwatch:" + name, { detail }));
  const quietly = (work, code = "hook-failed") => {
    try { work(); } catch (error) { report(code, error?.name); }
  };

  // Delivery. These types need no preflight, so that a request gets through while the page is being left.
  const address = (path, more) => {
    const facts = Object.entries({ source, token, ...more }).filter(([, value]) => value);
    return new URL(path + "?" + new URLSearchParams(facts), base).href;
  };
  const letter = (text, type = "text/plain") => new Blob([text], { type });
  // Browsers refuse to keep more than 64 KiB alive.
  const post = (url, body) =>
    fetch(url, { method: "POST", body, credentials: "omit", keepalive: body.size < 6e4 });
  const tell = (path, data) => post(address(path), letter(JSON.stringify(data))).catch(() => {});
  const report = (code, detail = "") => {
    emit("error", { code, detail });
    tell("v1/reports", { code, detail });
  };
  quietly(() => { if (endpoint) base = new URL(endpoint.replace(/\/*$/, "/")).href; }, "config");
  const deliver = (url, body, attempts = 1) => {
    unconfirmed.set(url, body);
    const retry = (seconds) => {
      if (attempts > 8) return report("delivery-failed", attempts + " attempts");
      const pause = Math.min(Math.max(seconds || 0, 2 ** attempts / 2), 300);
      setTimeout(deliver, pause * (1000 + Math.random() * 250), url, body, attempts + 1);
    };
    post(url, body).then(({ ok, status, headers }) => {
      if (status === 429 || status > 499) return retry(Number(headers.get("Retry-After")));
      unconfirmed.delete(url);
      if (!ok) report("delivery-failed", "status " + status);
      else if (attempts > 1) report("delivery-late", attempts + " attempts");
    }, () => retry());
  };
  // What arrives twice is known by its key.
  on("pagehide", () => unconfirmed.forEach((body, url) => navigator.sendBeacon(url, body)));

  // The names of fields in the log, each with OnceHub's own, in lower case.
  const names = { __proto__: null };
  const groups = `id id,subject subject,status status,name name customername,email email customeremail,company company
note note,phone phone mobile mobile_phone customerphone,event_type eventtypename,booking_calendar booking_calendar
booking_page bookingpage bookingpagename,starts_at starting_time,local_start meetingtime customertime
created_at creationtime creation_time,time_zone timezone customer_timezone`.split(/[,\n]/);
  for (const group of groups) group.split(" ").forEach((name, index, [field]) => { if (index) names[name] = field; });
  // Of several the first that is not empty.
  const read = (product, facts, answers = []) => {
    const booking = { product, custom_fields: { __proto__: null } };
    const known = (pair) => names[pair[0].toLowerCase()];
    for (const pair of [...Object.entries(facts).filter(known), ...answers]) {
      const field = known(pair);
      (field ? booking : booking.custom_fields)[field || pair[0]] ||= [].concat(pair[1]).join(", ");
    }
    return booking;
  };

  // What else is done with a booking.
  const when = ({ local_start, starts_at, time_zone }) => {
    const [time, timeZone] = local_start ? [local_start.replace(/Z?$/, "Z"), "UTC"] : [starts_at, time_zone];
    try {
      const style = { dateStyle: "full", timeStyle: "short", timeZone };
      const text = new Date(time).toLocaleString([], style);
      return time && text + (time_zone ? ` (${time_zone.replace(/_/g, " ")})` : "");
    } catch { return time; }
  };
  const element = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });
  const show = (booking, embed) => {
    const box = element(message === "popup" ? "dialog" : "div");
    const title = element("h2", textThanks + (booking.name ? `, ${booking.name}.` : "."));
    const lines = [booking.subject || booking.event_type, when(booking)];
    box.append(title, ...lines.filter(Boolean).map((line) => element("p", line)));
    box.className = "bookwatch-message";
    title.id = box.className + seen.size;
    title.style.marginTop = 0;
    box.setAttribute("aria-labelledby", title.id);
    box.style.cssText = "max-width:32rem;padding:1.5rem;border:1px solid;border-radius:.75rem;overflow-wrap:anywhere";
    if (box.showModal) {
      const close = element("button", textClose);
      close.onclick = () => box.close();
      box.onclose = () => box.remove();
      box.append(close);
      document.body.append(box);
      return box.showModal();
    }
    box.setAttribute("role", "status");
    box.tabIndex = -1;
    const place = find("[data-bookwatch-message]");
    place ? place.replaceChildren(box) : (embed || tag.closest("body *") || find("body > *")).before(box);
    if (document.activeElement?.tagName === "IFRAME") box.focus();
    // Out of sight, but still there: nothing of the form is lost.
    if (embed) embed.style.display = "none";
  };
  const fill = (booking) => {
    const form = find(prefill);
    if (!form) return report("form-not-found", prefill);
    const usual = { name: "name", email: "email", phone: "phone", company: "company", note: "note" };
    const map = { __proto__: null, ...usual, ...JSON.parse(prefillMap) };
    for (const control of form.querySelectorAll("input, select, textarea")) {
      const field = control.dataset.bookwatch || map[control.name] || "";
      const value = field.startsWith("field.") ? booking.custom_fields[field.slice(6)] : booking[field];
      if (!value || control.value || control.type === "file") continue;
      // By the setter of its kind: frameworks put one of their own before it, and would take no notice.
      Object.getOwnPropertyDescriptor(control.constructor.prototype, "value").set.call(control, value);
      // Nothing of a list fits.
      if (!control.value) control.selectedIndex = 0;
      else for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };
  // Neither who, nor when, nor an id: no personal data.
  const measure = ({ product, event_type, booking_page, booking_calendar }) => {
    const facts = { product, source, event_type, booking_page, booking_calendar };
    if (analytics === "gtag") gtag("event", "oncehub_booking", facts);
    else if (analytics === "event") emit("analytics", facts);
    else (window.dataLayer ||= []).push({ event: "oncehub_booking", ...facts });
  };
  // Delivered first and read afterwards: whatever is odd in it must not lose it.
  const booked = (data, embed, reading) => {
    const isQuery = typeof data === "string";
    const body = isQuery ? data : JSON.stringify(data);
    if (seen.has(body)) return;
    seen.add(body);
    const key = crypto.getRandomValues(new Uint32Array(4)).join("-");
    const type = isQuery ? "application/x-www-form-urlencoded" : undefined;
    deliver(address("v1/confirmations", { page: embed?.dataset.soPage, key }), letter(body, type));
    const react = () => quietly(() => {
      const booking = reading();
      emit("booking", { product: booking.product, channel: isQuery ? "redirect" : "embed", source, booking, data });
      if (analytics) quietly(() => measure(booking));
      if (prefill) quietly(() => fill(booking), "config");
      if (message !== "none") quietly(() => show(booking, embed));
    });
    document.readyState === "loading" ? on("DOMContentLoaded", react) : react();
  };

  // Booking Pages: the function that OnceHub calls, around the page's own, whichever was there first.
  const confirmed = (data) => {
    const info = data?.bookingInfo;
    // Numbers, or texts of numbers.
    if (data?.errorStatus != 0 || info?.statusCode != 1) return;
    const embed = nearest("[data-so-page]");
    booked(data, embed, () => {
      const { CustomerTime, UTCTime } = info.MeetingTimes?.[0] || {};
      const more = { status: "scheduled", bookingPage: embed?.dataset.soPage, id: info.BookingId?.[0] };
      return read("booking_pages", { ...info, ...more, CustomerTime, starting_time: UTCTime?.replace(/Z?$/, "Z") });
    });
  };
  let hooked;
  const hook = () => {
    const own = window.SOAfterConfirmationFunction;
    if (own && own === hooked) return;
    window.SOAfterConfirmationFunction = hooked = function (data) {
      quietly(() => confirmed(data));
      return own?.apply?.(this, arguments);
    };
  };
  hook();
  // Capturing: before OnceHub's own listener hears of the booking.
  for (const type of ["DOMContentLoaded", "load", "blur", "message"]) on(type, hook, true);

  // Booking Calendars: messages of the frame.
  on("message", ({ origin, data }) => quietly(() => {
    if (!origins.split(/\s+/).includes(origin) || !data?.payload) return;
    const { type, payload } = data;
    if (/^oncehub\.booking_calendar\.(loaded|time_slot_selected)$/.test(type)) tell("v1/confirmations", data);
    if (type !== "oncehub.booking.scheduled") return;
    booked(data, nearest("[data-oh-booking-calendar-id]"), () =>
      read("booking_calendars", payload, payload.custom_fields?.map(({ name, value }) => [name, value])));
  }));

  // A landing page of the site's own: the query goes to the endpoint, and out of the address bar.
  quietly(() => {
    const query = location.search;
    const has = (name) => RegExp(`[?&](${name})=[^&]`, "i").test(query);
    const isPage = !has("booking_calendar") && has("meetingTime|bookingPage|bookingPageName|creationTime");
    if (!isPage && !has("booking_calendar|starting_time|creation_time")) return;
    const kept = query.slice(1).split("&").filter((pair) => keep.split(" ").includes(pair.split("=")[0])).join("&");
    quietly(() => history.replaceState(history.state, "", location.pathname + (kept && "?" + kept) + location.hash));
    // A plus in an e-mail address, or at the start of a telephone number, is one.
    const plain = query.replace(/[?&](email=[^&]*|(phone|mobile(_phone)?)=\+)/gi, (pair) => pair.replace(/\+/g, "%2B"));
    booked(query, null, () => read(isPage ? "booking_pages" : "booking_calendars", {}, new URLSearchParams(plain)));
  });
})();
