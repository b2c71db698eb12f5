// skillmatch model diff: where two models differ.
#include "command.h"
#include "common_options.h"
#include "listing.h"
#include "model_weights.h"
#include "output.h"
#include "words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <skillmatch/io/read.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kModelDiffOptions{kCatalogOption, kTopWeightsOption, kLangOption,
                                       kFormatOption,  kOutputOption,     kUnknownSkillsOption,
                                       kQuietOption};

Listing differences(const Model& first, const Model& second, const Taxonomy& taxonomy,
                    std::size_t top, Language language) {
  const Words& w = words(language);
  Listing list({"part", "skill", "name", "first", "second", "times"},
               {{std::string(w.part)},
                {std::string(w.skill), false, 12},
                {first.name, true},
                {second.name, true},
                {std::string(w.times), true}});
  for (const ModelPart& part : kModelParts) {
    const double a = first.*part.value;
    const double b = second.*part.value;
    if (a == b) continue;
    list.add({{std::string(w.*part.word)}, {}, {figure_text(a)}, {figure_text(b)}, {}},
             {part.id, nullptr, nullptr, a, b, nullptr});
  }
  const std::vector<WeightChange> changes = weight_changes(first, second, taxonomy);
  const std::size_t shown = std::min(top, changes.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const WeightChange& c = changes[i];
    const Skill& skill = taxonomy.skill(c.skill);
    const std::string& name = skill.name.in(language);
    list.add({{std::string(w.weight)},
              {name, Style::bold},
              {weight_text(c.from)},
              {weight_text(c.to)},
              {weight_text(c.times())}},
             {"weight", skill.id, name, c.from, c.to,
              // JSON has no infinity.
              std::isfinite(c.times()) ? nlohmann::ordered_json(c.times()) : nullptr});
  }
  if (list.json.empty() && changes.empty()) {
    list.table.add_note(std::string(w.no_difference), Style::dim);
  }
  if (const std::string more = more_weights(changes.size(), shown, language); !more.empty()) {
    list.table.add_note(more, Style::dim);
  }
  return list;
}

int run_model_diff(const Arguments& arguments) {
  const std::string catalog_path = arguments.get("catalog").value_or("");
  const std::string& output = arguments.at("output");
  const std::vector<std::string> inputs{arguments.positional[0], arguments.positional[1],
                                        catalog_path};
  refuse_two_standard_inputs(inputs);
  refuse_to_replace(inputs, "output", output);
  const std::size_t top = top_of(arguments);
  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  std::vector<Model> models;
  for (const std::string& name : arguments.positional) {
    models.push_back(model_file_called(name, catalog.taxonomy(), reading.options(), "").model);
  }
  if (models[0].name == models[1].name) {  // of files of one name, where they lie
    for (std::size_t i = 0; i < 2; ++i) models[i].name = arguments.positional[i];
  }
  const Listing list = differences(models[0], models[1], catalog.taxonomy(), top,
                                   language_of(arguments.get("lang").value_or("")));
  write_output(output, render(list, format_of(arguments.at("format")),
                              Terminal::of_standard_output(output != "-")));
  reading.tell_warnings();
  return kDone;
}

}  // namespace

const Command kModelDiff{
    "model diff",
    "MODEL MODEL2",
    2,
    2,
    "show where two models differ",
    "Each is a built-in model (balanced, cosine, coverage) or a file. Shown are the parts that "
    "differ and\n"
    "the skills whose weights do, with how many times the first weight the second is.",
    "  skillmatch model diff cosine tuned.json --catalog onet.json\n"
    "  skillmatch model diff before.json after.json --top all --format json\n",
    kModelDiffOptions,
    run_model_diff,
};

}  // namespace skillmatch::cli
