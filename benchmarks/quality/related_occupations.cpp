// Which occupations does O*NET call related? Ratings: every row rates all 68 skills.
#include "quality.h"

#include <skillmatch/evaluation.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/io/onet.h>

namespace quality {

using namespace skillmatch;  // NOLINT: a program

void related_occupations(const std::string& folder) {
  const io::OnetImport onet = io::import_onet(folder + "/onet", io::OnetValue::importance);
  const io::Judgments judgments =
      io::read_judgments(io::read_text(folder + "/onet/related_dev.qrels"));
  const io::ResolvedFeedback feedback = io::resolve(judgments, onet.profiles, onet.catalog);
  std::vector<CompanyId> all;
  for (std::size_t c = 0; c < onet.catalog.size(); ++c) all.push_back(static_cast<CompanyId>(c));

  std::vector<Measured> measured;
  std::vector<std::string> units;
  for (const JudgedProfile& query : feedback.profiles) units.push_back(query.profile.id());
  for (const System& system : all_systems(onet.catalog, onet.catalog)) {
    std::vector<double> values;
    for (const JudgedProfile& query : feedback.profiles) {
      const std::vector<double> scores = system.scores(query.profile, all);
      std::vector<std::size_t> order;
      for (std::size_t c = 0; c < all.size(); ++c) {
        if (onet.catalog.company_id(all[c]) != query.profile.id()) order.push_back(c);
      }
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
      JudgedRanking ranking;
      for (const std::size_t c : order) ranking.ranked.push_back(grade_of(query, all[c]));
      for (const GradedCompany& graded : query.graded) ranking.judged.push_back(graded.grade);
      values.push_back(ndcg(ranking, 10));
    }
    measured.push_back({system.name, system.against, std::move(values)});
  }
  print_table("O*NET, related occupations: " + std::to_string(feedback.profiles.size()) +
                  " queries, " + std::to_string(onet.catalog.size()) + " rows",
              "NDCG@10", measured, units);
}

}  // namespace quality
