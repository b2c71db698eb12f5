// skillmatch model show: what a model weighs, and what it was learnt from.
#include "command.h"
#include "common_options.h"
#include "listing.h"
#include "model_weights.h"
#include "output.h"
#include "words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <skillmatch/io/read.h>

namespace skillmatch::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kModelShowOptions{kCatalogOption, kTopWeightsOption, kLangOption,
                                       kFormatOption,  kOutputOption,     kUnknownSkillsOption,
                                       kQuietOption};

class ModelPage {
 public:
  ModelPage(const io::ModelFile& file, const Taxonomy& taxonomy, std::size_t top, Language language)
      : model_(file.model),
        tuning_(file.tuning),
        taxonomy_(taxonomy),
        language_(language),
        words_(words(language)),
        weights_(weight_changes(Model{}, file.model, taxonomy)),
        shown_(std::min(top, weights_.size())) {}

  std::string text(const Terminal& terminal) const;
  Json json() const;
  // The same a row a number or word.
  Listing rows() const;

 private:
  const Skill& skill(std::size_t i) const { return taxonomy_.skill(weights_[i].skill); }

  const Model& model_;
  const std::optional<io::TuningRecord>& tuning_;
  const Taxonomy& taxonomy_;
  Language language_;
  const Words& words_;
  std::vector<WeightChange> weights_;
  std::size_t shown_;
};

std::string ModelPage::text(const Terminal& terminal) const {
  std::string head = wrapped(model_.name, terminal.width);
  head.pop_back();  // the line feed stays outside the colour
  std::string text = styled(head, Style::bold, terminal) + "\n";
  const auto line = [&](const std::string& words, std::size_t indent = 2) {
    text += wrapped(words, terminal.width, indent);
  };
  line(score_formula(model_, language_));
  for (const ModelPart& part : kModelParts) {
    line(std::string(words_.*part.word) + ": " + figure_text(model_.*part.value));
  }
  if (tuning_) {
    line(std::string(words_.tuning) + ":");
    for (const auto& [key, value] : tuning_->facts) line("  " + key + ": " + value, 4);
    for (const auto& [key, value] : tuning_->figures) {
      line("  " + key + ": " + figure_text(value), 4);
    }
  }
  text += "\n";
  if (weights_.empty()) {
    line(std::string(words_.no_weights));
    return text;
  }
  Table table({{std::string(words_.skill), false, 12}, {std::string(words_.weight), true}});
  for (std::size_t i = 0; i < shown_; ++i) {
    table.add({{skill(i).name.in(language_)}, {weight_text(weights_[i].to)}});
  }
  text += table.text(terminal);
  if (const std::string more = more_weights(weights_.size(), shown_, language_); !more.empty()) {
    line(more);
  }
  return text;
}

Json ModelPage::json() const {
  Json json{{"name", model_.name}};
  for (const ModelPart& part : kModelParts) json[std::string(part.id)] = model_.*part.value;
  json["tuning"] = nullptr;
  if (tuning_) {
    Json& record = json["tuning"] = Json::object();
    for (const auto& [key, value] : tuning_->facts) record[key] = value;
    for (const auto& [key, value] : tuning_->figures) record[key] = value;
  }
  json["weights_not_one"] = weights_.size();
  Json& weights = json["weights"] = Json::array();
  for (std::size_t i = 0; i < shown_; ++i) {
    weights.push_back({{"skill", skill(i).id},
                       {"name", skill(i).name.in(language_)},
                       {"weight", weights_[i].to}});
  }
  return json;
}

Listing ModelPage::rows() const {
  Listing list({"part", "id", "name", "value"}, {{std::string(words_.part)},
                                                 {std::string(words_.id)},
                                                 {std::string(words_.name)},
                                                 {std::string(words_.value), true}});
  list.add({{std::string(words_.name)}, {}, {}, {model_.name}},
           {"name", nullptr, nullptr, model_.name});
  for (const ModelPart& part : kModelParts) {
    list.add({{std::string(words_.*part.word)}, {}, {}, {figure_text(model_.*part.value)}},
             {part.id, nullptr, nullptr, model_.*part.value});
  }
  if (tuning_) {
    const std::string title(words_.tuning);
    for (const auto& [key, value] : tuning_->facts) {
      list.add({{title}, {key}, {}, {value}}, {"tuning", key, nullptr, value});
    }
    for (const auto& [key, value] : tuning_->figures) {
      list.add({{title}, {key}, {}, {figure_text(value)}}, {"tuning", key, nullptr, value});
    }
  }
  for (std::size_t i = 0; i < shown_; ++i) {
    const std::string& name = skill(i).name.in(language_);
    list.add({{std::string(words_.weight)}, {skill(i).id}, {name}, {weight_text(weights_[i].to)}},
             {"weight", skill(i).id, name, weights_[i].to});
  }
  return list;
}

int run_model_show(const Arguments& arguments) {
  const std::string& name = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  const std::string& output = arguments.at("output");
  refuse_two_standard_inputs({name, catalog_path});
  refuse_to_replace({name, catalog_path}, "output", output);
  const std::size_t top = top_of(arguments);
  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  const io::ModelFile file = model_file_called(name, catalog.taxonomy(), reading.options(), "");
  const ModelPage page(file, catalog.taxonomy(), top,
                       language_of(arguments.get("lang").value_or("")));
  const Format format = format_of(arguments.at("format"));
  const Terminal terminal = Terminal::of_standard_output(output != "-");
  write_output(output, format == Format::table  ? page.text(terminal)
                       : format == Format::json ? json_text(page.json(), true)
                                                : render(page.rows(), format, terminal));
  reading.tell_warnings();
  return kDone;
}

}  // namespace

const Command kModelShow{
    "model show",
    "MODEL",
    1,
    1,
    "show what a model weighs and what it was learnt from",
    "MODEL is a built-in model (balanced, cosine, coverage) or a file. Shown are the parts of the "
    "score,\n"
    "what tuning wrote down of its data, options and held-out measures, and the weights that are "
    "not 1.",
    "  skillmatch model show tuned.json\n"
    "  skillmatch model show tuned.json --catalog onet.json --top all --format csv -o "
    "weights.csv\n",
    kModelShowOptions,
    run_model_show,
};

}  // namespace skillmatch::cli
