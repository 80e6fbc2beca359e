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
static const unsigned char theme_colorblind[] = {
#embed "../../Themes/colorblind.toml"
};
static const unsigned char theme_colorblind_light[] = {
#embed "../../Themes/colorblind-light.toml"
};
static const unsigned char theme_default[] = {
#embed "../../Themes/default.toml"
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
static const unsigned char theme_mono[] = {
#embed "../../Themes/mono.toml"
};
static const unsigned char theme_night[] = {
#embed "../../Themes/night.toml"
};
static const unsigned char theme_paper[] = {
#embed "../../Themes/paper.toml"
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

struct asset {
    const char *name;
    const unsigned char *bytes;
    size_t length;
};

#define ASSET(name, bytes) {name, bytes, sizeof(bytes)}

static const struct asset assets[] = {
    ASSET("pages/confirmation.html", page_confirmation),
    ASSET("pages/no-booking.html", page_no_booking),
    ASSET("pages/openapi.json", page_openapi),
    ASSET("themes/ansi.toml", theme_ansi),
    ASSET("themes/colorblind.toml", theme_colorblind),
    ASSET("themes/colorblind-light.toml", theme_colorblind_light),
    ASSET("themes/default.toml", theme_default),
    ASSET("themes/ember.toml", theme_ember),
    ASSET("themes/forest.toml", theme_forest),
    ASSET("themes/high-contrast.toml", theme_high_contrast),
    ASSET("themes/high-contrast-light.toml", theme_high_contrast_light),
    ASSET("themes/light.toml", theme_light),
    ASSET("themes/mono.toml", theme_mono),
    ASSET("themes/night.toml", theme_night),
    ASSET("themes/paper.toml", theme_paper),
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
