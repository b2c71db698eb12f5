// What is found of the fields of work for one profile, as commands show it.
#pragma once

#include "common_options.h"
#include "fields_output.h"

#include <optional>

#include <skillmatch/effort.h>
#include <skillmatch/index.h>
#include <skillmatch/model.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace skillmatch::cli {

inline constexpr Option kPoolOption{
    "pool", 0, "FILE", "",
    "the other candidates, as 'skillmatch batch' reads them: how many would choose each field "
    "first, and how many of those are ahead of you"};

// A scorer, of an index where there is a pool: that is many rankings, which an index makes fast.
class PoolScorer {
 public:
  // `catalog` must outlive it.
  PoolScorer(const Catalog& catalog, Model model, bool has_pool, unsigned threads);
  const Scorer& scorer() const noexcept { return *scorer_; }

 private:
  std::optional<Index> index_;
  std::optional<Scorer> scorer_;
};

// Throws InputError for a catalog, of the file `path`, that has no fields.
void check_fields(const Catalog& catalog, const std::string& path);

// Reads the pool of --pool, if there is one, and says on standard error what was left out of it,
// unless --quiet. The profile must have a score somewhere. Throws InputError for a pool without
// another candidate. `scorer` and `profile` must outlive the view.
FieldsView fields_view(const Scorer& scorer, const Profile& profile, const LearningHours& hours,
                       double budget, const Arguments& arguments, const Reading& reading,
                       unsigned threads, Language language);

}  // namespace skillmatch::cli
