// skillmatch rank: the companies of a catalog for one profile.
#include "command.h"
#include "common_options.h"
#include "output.h"
#include "person.h"
#include "ranking_output.h"
#include "words.h"

#include <array>
#include <string>
#include <utility>

#include <skillmatch/explain.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/read.h>
#include <skillmatch/model.h>
#include <skillmatch/scorer.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kRankOptions{
    kCatalogOption,
    kModelOption,
    kWeightsOption,
    Option{"top", 'n', "N|all", "20", "how many companies to show"},
    kFieldOption,
    kRelatednessOption,
    Option{"mutual", 0, "", "",
           "order by the mutual score: what you can do and what they offer you"},
    Option{"explain", 0, "", "", "also show every requirement and what it gives to the score"},
    kLangOption,
    kFormatOption,
    kOutputOption,
    kUnknownSkillsOption,
    kQuietOption,
};

int run_rank(const Arguments& arguments) {
  const std::string& profile_path = arguments.positional[0];
  const std::string catalog_path = arguments.get("catalog").value_or("");
  refuse_two_standard_inputs({profile_path, catalog_path, arguments.at("model")});
  refuse_to_replace({profile_path, catalog_path, arguments.at("model")}, "output",
                    arguments.at("output"));
  RankOptions options;
  options.k = top_of(arguments);
  options.mutual = arguments.has("mutual");
  const Language language = language_of(arguments.get("lang").value_or(""));

  const Reading reading(arguments);
  const Catalog catalog = io::load_catalog(catalog_path, reading.options());
  if (const auto field = arguments.get("field")) options.field = field_of(*field, catalog);
  Model model = model_of(arguments, catalog, reading.options());
  const Person person = read_person(profile_path, arguments, catalog.taxonomy(), reading);
  const Profile& profile = person.profile;
  const Scorer scorer(catalog, std::move(model));
  // Before anything is said: where it cannot be written, nothing else matters.
  const std::string& output = arguments.at("output");
  io::OutputFile file(output);
  reading.tell_warnings();
  person.tell(arguments, catalog.taxonomy(), language);

  const Ranking ranking = scorer.rank(profile, options);
  RankingView view{scorer, profile, ranking, {}, language, arguments.has("explain")};
  for (const RankedCompany& result : ranking.results) {
    view.explanations.push_back(explain(scorer, profile, result.company));
  }
  file.write([&](std::ostream& out) {
    out << ranking_text(view, format_of(arguments.at("format")),
                        Terminal::of_standard_output(output != "-"));
  });
  file.commit();
  return kDone;
}

}  // namespace

const Command kRank{
    "rank",
    "PROFILE",
    1,
    1,
    "rank companies for one profile",
    "PROFILE is a file of \"skillmatch/profile@1\" or plain text (a CV), or - for standard input. "
    "Companies are\n"
    "ordered by score = β·cosine + (1−β)·coverage; those whose must you fail come last, with the "
    "reason.",
    "  skillmatch rank me.json\n"
    "  skillmatch rank cv.txt\n"
    "  skillmatch rank me.json --field medical-ai --explain\n"
    "  skillmatch rank me.json --catalog companies.json --model cosine --format json -o "
    "ranking.json\n"
    "  generate-profile | skillmatch rank - --lang ko\n",
    kRankOptions,
    run_rank,
};

}  // namespace skillmatch::cli
