#include "fields_view.h"

#include "output.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/field_fit.h>
#include <skillmatch/io/profile_stream.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::size_t kSkillsOfAField = 3;

// Throws InputError for a pool without another candidate, and says on standard error what was left
// out.
FieldsPool read_pool(const std::string& path, const FieldScorer& fields, const Profile& profile,
                     const Reading& reading, unsigned threads, bool is_quiet) {
  FieldPool counted(fields, profile);
  const io::StreamAccount account = io::for_each_chunk_of_profiles(
      path, fields.scorer().catalog().taxonomy(), reading.options().unknown,
      [&](std::span<const ProfileView> candidates) { counted.add(candidates, threads); });
  FieldsPool pool{account.name, counted.competition(), account.rejected};
  const Competition& c = pool.competition;
  const std::string file = printable(pool.file) + ": ";
  std::vector<std::string> lines = account.first_rejects;
  if (account.rejected > lines.size()) {
    lines.push_back("and " + grouped(account.rejected - lines.size()) +
                    " more that are no profile; 'skillmatch batch --rejects FILE' keeps all");
  }
  const std::size_t own = c.same_id + c.same_levels;
  if (c.candidates == own) {
    lines.push_back(file +
                    (own > 0 ? "holds nobody but you" : "holds no profile of another candidate") +
                    "; --pool needs others to compare with");
    throw InputError(std::move(lines));
  }
  if (c.same_id > 0) {
    lines.push_back(file + grouped(c.same_id) +
                    (c.same_id == 1 ? " candidate has" : " candidates have") + " your id " +
                    in_quotes(profile.id()) + ": taken for you and left out");
  }
  if (c.same_levels > 0) {
    lines.push_back(file + (c.alike == 1
                                ? "a candidate of another id has exactly your levels and wants: "
                                  "taken for you and left out"
                                : grouped(c.alike) +
                                      " candidates of other ids have exactly your levels and "
                                      "wants: one is taken for you and left out"));
  } else if (c.alike > 0) {
    lines.push_back(file + grouped(c.alike) + (c.alike == 1 ? " candidate" : " candidates") +
                    " of another id with exactly your levels and wants: taken for others");
  }
  if (!is_quiet) tell(lines);
  return pool;
}

}  // namespace

void check_fields(const Catalog& catalog, const std::string& path) {
  if (!catalog.fields().empty()) return;
  throw InputError((path == "-" ? "standard input" : printable(path)) +
                   ": has no fields; list them under \"fields\" and give companies a \"field\", or "
                   "rank its companies with 'skillmatch rank'");
}

PoolScorer::PoolScorer(const Catalog& catalog, Model model, bool has_pool, unsigned threads) {
  if (has_pool) {
    index_.emplace(catalog, IndexOptions{.threads = threads});
    scorer_.emplace(*index_, std::move(model), threads);
  } else {
    scorer_.emplace(catalog, std::move(model), threads);
  }
}

FieldsView fields_view(const Scorer& scorer, const Profile& profile, const LearningHours& hours,
                       double budget, const Arguments& arguments, const Reading& reading,
                       unsigned threads, Language language) {
  const FieldScorer fields(scorer);
  FieldsView view{scorer,
                  profile,
                  fields.fits(profile),
                  distinguishing_skills(scorer.catalog(), kSkillsOfAField),
                  reachable_fits(fields, profile, hours, budget, threads),
                  budget,
                  {},
                  {},
                  language};
  if (const auto pool = arguments.get("pool")) {
    view.pool = read_pool(*pool, fields, profile, reading, threads, arguments.has("quiet"));
  }
  view.outlook =
      outlook(view.fits, view.pool ? std::span<const FieldRivals>(view.pool->competition.fields)
                                   : std::span<const FieldRivals>());
  return view;
}

}  // namespace skillmatch::cli
