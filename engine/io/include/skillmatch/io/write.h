// From the engine's values to text: JSON that io/read.h reads back to equal values, and what every
// output format needs.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include <skillmatch/catalog.h>
#include <skillmatch/io/tuning_record.h>
#include <skillmatch/model.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>
#include <skillmatch/types.h>

namespace skillmatch::io {

// "skillmatch/taxonomy@1", one skill a line.
void write_taxonomy(std::ostream& out, const Taxonomy& taxonomy);

// "skillmatch/catalog@1" with its taxonomy inside, one skill and one company a line.
void write_catalog(std::ostream& out, const Catalog& catalog);

// The same as JSON Lines: all but the companies on the first line, then one company a line.
void write_catalog_lines(std::ostream& out, const Catalog& catalog);

// One company, field or skill as it stands in such a file, on one line.
std::string company_text(const Catalog& catalog, CompanyId id);
std::string field_text(const Catalog& catalog, FieldId id);
std::string skill_text(const Taxonomy& taxonomy, SkillId id);

// "skillmatch/profile@1" on one line (JSON Lines), with its line feed.
void write_profile_line(std::ostream& out, const Profile& profile, const Taxonomy& taxonomy);

// "skillmatch/model@1" with the fingerprint of its taxonomy.
void write_model(std::ostream& out, const Model& model, const Taxonomy& taxonomy,
                 const TuningRecord* tuning = nullptr);

// One CSV cell: printable, quoted where needed, and with a ' before what a spreadsheet would run
// as a formula (=, +, -, @ or their full-width forms at the start of text that is no number).
std::string csv_cell(std::string_view text);

// The words by which files call them, whatever the language: "unknown", "no_requirements", …
std::string_view id_of(Gate gate);
std::string_view id_of(NotRankedReason reason);
// The gate of that word; nothing for any other.
std::optional<Gate> gate_of_id(std::string_view id);

}  // namespace skillmatch::io
