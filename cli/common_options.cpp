#include "common_options.h"

#include "output.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>
#include <thread>
#include <utility>

#include <skillmatch/io/file.h>
#include <skillmatch/rarity.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

bool exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

}  // namespace

Reading::Reading(const Arguments& arguments) : quiet_(arguments.has("quiet")) {
  options_.warnings = &warnings_;
  if (arguments.get("unknown-skills") == "warn") options_.unknown = io::ReadOptions::Unknown::warn;
  // The command line does not show it: a catalog names its taxonomy's file.
  for (const char* name : {"output", "report", "rejects", "write-run"}) {
    if (const auto output = arguments.get(name)) outputs_.emplace_back(name, *output);
  }
  options_.before_file = [this](const std::string& path) {
    for (const auto& [name, output] : outputs_) refuse_to_replace({path}, name, output);
  };
}

void Reading::tell_warnings() const {
  if (!quiet_) tell(warnings_);
}

io::ModelFile model_file_called(const std::string& name, const Taxonomy& taxonomy,
                                const io::ReadOptions& options, std::string_view place) {
  if (auto built_in = built_in_model(name)) return {std::move(*built_in), {}};
  if (name != "-" && name.find_first_of("./") == std::string::npos && !exists(name)) {
    const std::vector<std::string> names = built_in_model_names();
    fail_unknown(std::string(place) + "no file and no model is called", name,
                 std::vector<std::string_view>(names.begin(), names.end()));
  }
  return io::read_model_file(io::read_text(name), taxonomy, options);
}

Model model_of(const Arguments& arguments, const Catalog& catalog, const io::ReadOptions& options) {
  const std::string& name = arguments.at("model");
  Model model = model_file_called(name, catalog.taxonomy(), options, "--model: ").model;
  if (arguments.get("weights") == "rarity") {
    model = with_rarity_weights(std::move(model), name, catalog);
  }
  if (arguments.has("relatedness")) model.relatedness = arguments.number("relatedness", 0.0, 1.0);
  return model;
}

Model with_rarity_weights(Model model, const std::string& name, const Catalog& catalog) {
  if (!model.weights.empty()) {
    throw UsageError("--weights rarity: the model " + in_quotes(name) +
                     " has weights of its own; leave out one of the two");
  }
  model.weights = rarity_weights(catalog);
  model.name += ", weights by rarity";
  return model;
}

unsigned threads_of(const Arguments& arguments) {
  const auto threads = static_cast<unsigned>(arguments.whole("threads", 0, 1024));
  return threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
}

std::size_t top_of(const Arguments& arguments) {
  const std::string& text = arguments.at("top");
  if (text == "all") return std::numeric_limits<std::size_t>::max();
  const double number = text.find_first_not_of("0123456789") == std::string::npos
                            ? arguments.number("top", 0.0, 1e9)
                            : -1.0;
  if (number < 0.0) {
    throw UsageError("--top: " + in_quotes(text) + " is neither a whole number nor 'all'");
  }
  return static_cast<std::size_t>(number);
}

namespace {

[[noreturn]] void fail_unknown_name(std::string_view option, const std::string& what,
                                    const std::string& name, const std::optional<std::string>& near,
                                    const std::string& list) {
  throw UsageError("--" + std::string(option) + ": unknown " + what + " " + in_quotes(name) +
                   (near ? ", did you mean " + in_quotes(*near) + "?"
                         : "; 'skillmatch catalog list " + list + "' shows the known ones"));
}

}  // namespace

FieldId field_of(const std::string& name, const Catalog& catalog) {
  if (const auto field = catalog.find_field(name)) return *field;
  fail_unknown_name("field", "field", name, catalog.suggest_field(name), "fields");
}

CompanyId company_of(const std::string& name, const Catalog& catalog, std::string_view option) {
  if (const auto company = catalog.find(name)) return *company;
  fail_unknown_name(option, "company", name, catalog.suggest(name), "companies");
}

std::vector<CompanyId> companies_of(FieldId field, const Catalog& catalog) {
  std::vector<CompanyId> companies;
  for (std::size_t c = 0; c < catalog.size(); ++c) {
    const auto company = static_cast<CompanyId>(c);
    if (catalog.field_of(company) == field) companies.push_back(company);
  }
  return companies;
}

void refuse_two_standard_inputs(const std::vector<std::string>& inputs) {
  if (std::count(inputs.begin(), inputs.end(), "-") > 1) {
    throw UsageError("only one file can be '-', standard input");
  }
}

void refuse_to_replace(const std::vector<std::string>& inputs, std::string_view name,
                       const std::string& output) {
  for (const std::string& input : inputs) {
    if (!input.empty() && io::is_same_file(input, output)) {
      throw UsageError("--" + std::string(name) + " would replace " + in_quotes(input) +
                       ", which is read");
    }
  }
}

int tell_problems(const std::vector<std::string>& problems) {
  tell(problems);
  tell({std::to_string(problems.size()) + (problems.size() == 1 ? " problem" : " problems")});
  return kWrongInput;
}

}  // namespace skillmatch::cli
