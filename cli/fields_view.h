// What is found of the fields of work for one profile, as commands show it.
#pragma once

#include "common_options.h"
#include "fields_output.h"

#include <skillmatch/effort.h>
#include <skillmatch/field_fit.h>
#include <skillmatch/profile.h>

namespace skillmatch::cli {

inline constexpr Option kPoolOption{
    "pool", 0, "FILE", "",
    "the other candidates, as 'skillmatch batch' reads them: how many would choose each field "
    "first, and how many of those are ahead of you"};

// Throws InputError for a catalog, of the file `path`, that has no fields.
void check_fields(const Catalog& catalog, const std::string& path);

// Reads the pool of --pool, if there is one, and says on standard error what was left out of it,
// unless --quiet. The profile must have a score somewhere. Throws InputError for a pool without
// another candidate. `fields` and `profile` must outlive the view.
FieldsView fields_view(const FieldScorer& fields, const Profile& profile,
                       const LearningHours& hours, double budget, const Arguments& arguments,
                       const Reading& reading, unsigned threads, Language language);

}  // namespace skillmatch::cli
