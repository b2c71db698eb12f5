// From the engine's values to JSON text that io/read.h reads back to equal values.
#pragma once

#include <ostream>
#include <string>

#include <skillmatch/catalog.h>
#include <skillmatch/profile.h>

namespace skillmatch::io {

// "skillmatch/catalog@1" with its taxonomy inside, one skill and one company a line.
void write_catalog(std::ostream& out, const Catalog& catalog);

// One company, field or skill as it stands in such a file, on one line.
std::string company_text(const Catalog& catalog, CompanyId id);
std::string field_text(const Catalog& catalog, FieldId id);
std::string skill_text(const Taxonomy& taxonomy, SkillId id);

// "skillmatch/profile@1" on one line (JSON Lines), with its line feed.
void write_profile_line(std::ostream& out, const Profile& profile, const Taxonomy& taxonomy);

}  // namespace skillmatch::io
