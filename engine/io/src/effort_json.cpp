#include "json_document.h"
#include "named_members.h"

#include <cmath>

#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace {

bool is_positive(double x) noexcept { return x > 0.0 && std::isfinite(x); }
bool is_saving(double x) noexcept { return x >= 0.0 && x < 1.0; }

void read_hours(const JsonNode& node, Effort& effort) {
  if (!node.is(JsonValue::Kind::array)) return;
  if (node.value().items.size() != effort.hours.size()) {
    node.problem("has " + std::to_string(node.value().items.size()) +
                 " numbers; write 5: the hours from level 0 to 1, from 1 to 2, … and from 4 to 5");
    return;
  }
  double below = 0.0;  // of the levels that are in order
  for (std::size_t l = 0; l < effort.hours.size(); ++l) {
    const JsonNode hours(node, l);
    if (!hours.is_number(is_positive, "a number of hours", "above 0")) continue;
    effort.hours[l] = hours.value().number;
    if (effort.hours[l] < below) {
      hours.problem("fewer hours than for the level below; a higher level takes at least as many");
    }
    below = effort.hours[l];
  }
}

}  // namespace

Effort read_effort(const Text& text, const Taxonomy& taxonomy, const ReadOptions& options) {
  Problems problems(text);
  const JsonDocument document = parse_json(text, problems);
  const JsonNode node(document.root, problems);
  if (!node.has_format("effort")) problems.throw_if_any();
  node.only({"format", "hours", "related_saves", "factors", "note", "$schema"});

  Effort effort;
  if (const JsonMember* member = node.find("hours")) read_hours(JsonNode(node, *member), effort);
  if (const JsonMember* member = node.find("related_saves")) {
    const JsonNode saves(node, *member);
    if (saves.is_number(is_saving, "a share that is saved", "from 0 to below 1")) {
      effort.related_saves = saves.value().number;
    }
  }
  if (const JsonMember* member = node.find("factors")) {
    effort.factors.assign(taxonomy.size(), 1.0);
    for_each_named<SkillId>(JsonNode(node, *member), {taxonomy}, options,
                            [&](SkillId skill, const JsonNode& value) {
                              if (value.is_number(is_positive, "a factor", "above 0")) {
                                effort.factors[index(skill)] = value.value().number;
                              }
                            });
  }
  problems.throw_if_any();
  return effort;
}

}  // namespace skillmatch::io
