#include "CAssets.h"

#ifndef __has_embed
#error "The themes and pages are embedded with #embed, which needs clang 19 or later (Swift 6.1, Xcode 16.3)."
#endif

#ifdef __clang__
#pragma clang diagnostic ignored "-Wc23-extensions"
#endif

static const unsigned char theme_ansi[] = {
#embed "../../Themes/ansi.toml"
};
static const unsigned char theme_day[] = {
#embed "../../Themes/day.toml"
};
static const unsigned char theme_default[] = {
#embed "../../Themes/default.toml"
};
static const unsigned char theme_deuteranopia[] = {
#embed "../../Themes/deuteranopia.toml"
};
static const unsigned char theme_deuteranopia_light[] = {
#embed "../../Themes/deuteranopia-light.toml"
};
static const unsigned char theme_ember[] = {
#embed "../../Themes/ember.toml"
};
static const unsigned char theme_forest[] = {
#embed "../../Themes/forest.toml"
};
static const unsigned char theme_high_contrast[] = {
#embed "../../Themes/high-contrast.toml"
};
static const unsigned char theme_high_contrast_light[] = {
#embed "../../Themes/high-contrast-light.toml"
};
static const unsigned char theme_light[] = {
#embed "../../Themes/light.toml"
};
static const unsigned char theme_meadow[] = {
#embed "../../Themes/meadow.toml"
};
static const unsigned char theme_mono[] = {
#embed "../../Themes/mono.toml"
};
static const unsigned char theme_mono_light[] = {
#embed "../../Themes/mono-light.toml"
};
static const unsigned char theme_night[] = {
#embed "../../Themes/night.toml"
};
static const unsigned char theme_paper[] = {
#embed "../../Themes/paper.toml"
};
static const unsigned char theme_tritanopia[] = {
#embed "../../Themes/tritanopia.toml"
};
static const unsigned char theme_tritanopia_light[] = {
#embed "../../Themes/tritanopia-light.toml"
};
static const unsigned char page_bookwatch_js[] = {
#embed "Pages/bookwatch.js"
};
static const unsigned char page_own_page[] = {
#embed "Pages/own-page.html"
};
static const unsigned char page_confirmation[] = {
#embed "Pages/confirmation.html"
};
static const unsigned char page_no_booking[] = {
#embed "Pages/no-booking.html"
};
static const unsigned char page_openapi[] = {
#embed "Pages/openapi.json"
};
static const unsigned char stand_in_booking_calendar_html[] = {
#embed "StandIn/booking-calendar.html"
};
static const unsigned char stand_in_booking_page_html[] = {
#embed "StandIn/booking-page.html"
};
static const unsigned char stand_in_booking_html[] = {
#embed "StandIn/booking.html"
};
static const unsigned char stand_in_booking_js[] = {
#embed "StandIn/booking.js"
};
static const unsigned char stand_in_embed_js[] = {
#embed "StandIn/embed.js"
};
static const unsigned char stand_in_index_html[] = {
#embed "StandIn/index.html"
};
static const unsigned char stand_in_site_late_js[] = {
#embed "StandIn/site-late.js"
};
static const unsigned char stand_in_site_css[] = {
#embed "StandIn/site.css"
};
static const unsigned char stand_in_site_js[] = {
#embed "StandIn/site.js"
};
static const unsigned char stand_in_so_js[] = {
#embed "StandIn/so.js"
};
static const unsigned char stand_in_thanks_html[] = {
#embed "StandIn/thanks.html"
};

struct asset {
    const char *name;
    const unsigned char *bytes;
    size_t length;
};

#define ASSET(name, bytes) {name, bytes, sizeof(bytes)}

static const struct asset assets[] = {
    ASSET("pages/bookwatch.js", page_bookwatch_js),
    ASSET("pages/own-page.html", page_own_page),
    ASSET("pages/confirmation.html", page_confirmation),
    ASSET("pages/no-booking.html", page_no_booking),
    ASSET("pages/openapi.json", page_openapi),
    ASSET("stand-in/booking-calendar.html", stand_in_booking_calendar_html),
    ASSET("stand-in/booking-page.html", stand_in_booking_page_html),
    ASSET("stand-in/booking.html", stand_in_booking_html),
    ASSET("stand-in/booking.js", stand_in_booking_js),
    ASSET("stand-in/embed.js", stand_in_embed_js),
    ASSET("stand-in/index.html", stand_in_index_html),
    ASSET("stand-in/site-late.js", stand_in_site_late_js),
    ASSET("stand-in/site.css", stand_in_site_css),
    ASSET("stand-in/site.js", stand_in_site_js),
    ASSET("stand-in/so.js", stand_in_so_js),
    ASSET("stand-in/thanks.html", stand_in_thanks_html),
    ASSET("themes/ansi.toml", theme_ansi),
    ASSET("themes/day.toml", theme_day),
    ASSET("themes/default.toml", theme_default),
    ASSET("themes/deuteranopia.toml", theme_deuteranopia),
    ASSET("themes/deuteranopia-light.toml", theme_deuteranopia_light),
    ASSET("themes/ember.toml", theme_ember),
    ASSET("themes/forest.toml", theme_forest),
    ASSET("themes/high-contrast.toml", theme_high_contrast),
    ASSET("themes/high-contrast-light.toml", theme_high_contrast_light),
    ASSET("themes/light.toml", theme_light),
    ASSET("themes/meadow.toml", theme_meadow),
    ASSET("themes/mono.toml", theme_mono),
    ASSET("themes/mono-light.toml", theme_mono_light),
    ASSET("themes/night.toml", theme_night),
    ASSET("themes/paper.toml", theme_paper),
    ASSET("themes/tritanopia.toml", theme_tritanopia),
    ASSET("themes/tritanopia-light.toml", theme_tritanopia_light),
};

size_t bw_asset_count(void) {
    return sizeof(assets) / sizeof(assets[0]);
}

const char *bw_asset_name(size_t index) {
    return index < bw_asset_count() ? assets[index].name : NULL;
}

const unsigned char *bw_asset_bytes(size_t index, size_t *length) {
    if (index >= bw_asset_count()) {
        *length = 0;
        return NULL;
    }
    *length = assets[index].length;
    return assets[index].bytes;
}
