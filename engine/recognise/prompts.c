#include "engine/recognise/recogniser.h"
#include "engine/recognise/values.h"

/* Guidance is printed in blue: hue 200 to 250 degrees, not nearly black or white. */
static bool is_blue(uint32_t color)
{
    if (color == WF_COLOR_NONE)
        return false;
    int red = (int)(color >> 16 & 255), green = (int)(color >> 8 & 255),
        blue = (int)(color & 255);
    int low = red < green ? red : green;
    if (blue < 80 || blue - low < 60 || blue <= red || blue < green)
        return false;
    /* hue = 240 - 60 * (green - red) / (blue - low), for red < green; more for red >
     * green */
    int hue = 240 + 60 * (red - green) / (blue - low);
    return hue >= 190 && hue <= 255;
}

static bool is_question(wf_str text)
{
    return wf_str_ends_with(text, WF_STR("?"));
}

static bool in_list(const wf_slot *slot)
{
    return slot->paragraph != NULL && slot->paragraph->list_level >= 0;
}

bool wf_looks_like_prompt(const wf_recogniser *r, const wf_slot *slot)
{
    return is_blue(wf_slot_font(r, slot)) && !slot->bold;
}

bool wf_prompt_text(wf_recogniser *r, const wf_slot *slot)
{
    wf_banner banner;
    bool open = r->section == WF_SECTION_PROMPTS;
    if (r->priority < 0 || r->priorities[r->priority].p.action_count > 0 ||
        wf_banner_parse(r, slot->text, false, &banner))
        return false;
    if (slot->paragraph != NULL && slot->paragraph->heading_level > 0)
        return false;
    bool blue = is_blue(wf_slot_font(r, slot));
    bool heading = slot->cell != NULL && slot->bold && !is_question(slot->text) &&
                   wf_label_of(r->templates, slot->text) != WF_FIELD_PRIORITY;
    if (!open && heading) /* of a sheet, in the blue of a heading */
        return false;
    if (!open && !blue && !(in_list(slot) && is_question(slot->text)))
        return false;
    if (!open && wf_is_heading(r->templates, slot->text))
        return false;
    if (!open && !blue && wf_label_of(r->templates, slot->text) != WF_FIELD_NONE)
        return false;
    if (wf_label_of(r->templates, slot->text) == WF_FIELD_PROMPTS)
        return false;
    wf_priority_build *b = &r->priorities[r->priority];
    wf_value_items(r, &b->p.prompts, slot->text);
    b->has_content = true;
    wf_rec_field(r, slot->entry, r->priority, -1, "prompts");
    r->evidence[WF_SEEN_PROMPTS]++;
    return true;
}
