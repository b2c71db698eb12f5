// skillmatch rank: the companies of a catalog for one profile.
#include "command.h"
#include "common_options.h"
#include "output.h"
#include "ranking_output.h"
#include "words.h"

#include <array>
#include <filesystem>
#include <string>

#include <skillmatch/error.h>
#include <skillmatch/explain.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/read.h>
#include <skillmatch/model.h>
#include <skillmatch/scorer.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kOptions{
    kCatalogOption,
    Option{"model", 'm', "balanced|cosine|coverage|FILE", "balanced",
           "how cosine and coverage make the score; FILE is a \"skillmatch/model@1\""},
    Option{"top", 'n', "N|all", "20", "how many companies to show"},
    Option{"field", 0, "FIELD", "", "only companies of this field, by id or name"},
    Option{"relatedness", 0, "X", "",
           "from 0 to 1: how much related skills count for each other (default: the model's)"},
    Option{"mutual", 0, "", "",
           "order by the mutual score: what you can do and what they offer you"},
    Option{"explain", 0, "", "", "also show every requirement and what it gives to the score"},
    kLangOption,
    kFormatOption,
    kOutputOption,
    kUnknownSkillsOption,
    kQuietOption,
};

bool exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

Model model_of(const Arguments& arguments, const Taxonomy& taxonomy,
               const io::ReadOptions& options) {
  const std::string& name = arguments.at("model");
  Model model;
  if (auto built_in = built_in_model(name)) {
    model = std::move(*built_in);
  } else {
    if (name != "-" && name.find_first_of("./") == std::string::npos && !exists(name)) {
      const std::vector<std::string> names = built_in_model_names();
      fail_unknown("--model: no file and no model is called", name,
                   std::vector<std::string_view>(names.begin(), names.end()));
    }
    model = io::read_model(io::read_text(name), taxonomy, options);
  }
  if (arguments.has("relatedness")) model.relatedness = arguments.number("relatedness", 0.0, 1.0);
  return model;
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

FieldId field_of(const std::string& name, const Catalog& catalog) {
  if (const auto field = catalog.find_field(name)) return *field;
  std::string text = "--field: unknown field " + in_quotes(name);
  if (const auto near = catalog.suggest_field(name)) {
    text += ", did you mean " + in_quotes(*near) + "?";
  } else {
    text += "; 'skillmatch catalog list fields' shows the known ones";
  }
  throw UsageError(text);
}

int run(const Arguments& arguments) {
  const std::string& profile_path = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  if ((profile_path == "-") + (catalog_path == "-") + (arguments.at("model") == "-") > 1) {
    throw UsageError("only one file can be '-', standard input");
  }
  for (const std::string& input : {profile_path, catalog_path, arguments.at("model")}) {
    if (!input.empty() && io::is_same_file(input, arguments.at("output"))) {
      throw UsageError("--output would replace " + in_quotes(input) + ", which is read");
    }
  }
  RankOptions options;
  options.k = top_of(arguments);
  options.mutual = arguments.has("mutual");
  const Language language = language_of(arguments.get("lang").value_or(""));

  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  if (const auto field = arguments.get("field")) options.field = field_of(*field, catalog);
  Model model = model_of(arguments, catalog.taxonomy(), reading.options());
  const io::Text text = io::read_text(profile_path);
  const Profile profile = io::read_profile(text, catalog.taxonomy(), reading.options());
  if (options.mutual && profile.wants().empty()) {
    throw InputError(printable(text.name) +
                     ": --mutual needs what you want of a company; add for example \"wants\": "
                     "{\"team\": 1, \"growth\": 0.5}");
  }
  const Scorer scorer(catalog, std::move(model));
  reading.tell_warnings();

  const Ranking ranking = scorer.rank(profile, options);
  RankingView view{scorer, profile, ranking, {}, language, arguments.has("explain")};
  for (const RankedCompany& result : ranking.results) {
    view.explanations.push_back(explain(scorer, profile, result.company));
  }
  const std::string& output = arguments.at("output");
  write_output(output, ranking_text(view, format_of(arguments.at("format")),
                                    Terminal::of_standard_output(output != "-")));
  return kDone;
}

}  // namespace

const Command kRank{
    "rank",
    "PROFILE",
    1,
    1,
    "rank companies for one profile",
    "PROFILE is a file of \"skillmatch/profile@1\", or - for standard input. Companies are ordered "
    "by\n"
    "score = β·cosine + (1−β)·coverage; those whose must you fail come last, with the reason.",
    "  skillmatch rank me.json\n"
    "  skillmatch rank me.json --field medical-ai --explain\n"
    "  skillmatch rank me.json --catalog companies.json --model cosine --format json -o "
    "ranking.json\n"
    "  generate-profile | skillmatch rank - --lang ko\n",
    kOptions,
    run,
};

}  // namespace skillmatch::cli
