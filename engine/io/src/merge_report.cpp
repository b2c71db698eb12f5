#include <string_view>

#include <nlohmann/json.hpp>

#include <skillmatch/io/merge_report.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using Json = nlohmann::ordered_json;
using Conflict = MergeConflict::Kind;

std::string_view conflict_id(Conflict kind) {
  switch (kind) {
    case Conflict::name_of_another:
      return "name_of_another";
    case Conflict::joined_with_another:
      return "joined_with_another";
    case Conflict::attribute_name_of_another:
      return "attribute_name_of_another";
    case Conflict::attribute_joined_with_another:
      return "attribute_joined_with_another";
    case Conflict::company_id:
      return "company_id";
  }
  return {};
}

Json file_json(const std::string& name, std::size_t skills) {
  return {{"file", name}, {"skills", skills}};
}

}  // namespace

std::string conflict_text(const MergeConflict& c) {
  switch (c.kind) {
    case Conflict::name_of_another:
    case Conflict::attribute_name_of_another:
      return in_quotes(c.second) + " was joined with " + in_quotes(c.first) + ", but its name " +
             in_quotes(c.name) + " stays with " + in_quotes(c.other);
    case Conflict::joined_with_another:
    case Conflict::attribute_joined_with_another:
      return in_quotes(c.second) + " and " + in_quotes(c.other) + " were both joined with " +
             in_quotes(c.first) + ", which does not tell them apart";
    case Conflict::company_id:
      return "both have a company " + in_quotes(c.second) + "; the second's is now " +
             in_quotes(c.other);
  }
  return {};
}

void write_merge_report(std::ostream& out, const MergeAccount& account, const Taxonomy& whole) {
  const MergeReport& report = account.report;
  Json json = {{"first", file_json(account.first, account.first_skills)},
               {"second", file_json(account.second, account.second_skills)}};
  Json& joined = json["joined"] = Json::array();
  for (const JoinedSkill& j : report.joined) {
    joined.push_back({{"second", j.second}, {"first", whole.skill(j.skill).id}, {"name", j.name}});
  }
  Json& added = json["added"] = Json::array();
  for (const SkillId id : report.added) added.push_back(whole.skill(id).id);
  Json& conflicts = json["conflicts"] = Json::array();
  for (const MergeConflict& c : report.conflicts) {
    conflicts.push_back({{"kind", conflict_id(c.kind)},
                         {"second", c.second},
                         {"first", c.first},
                         {"name", c.name.empty() ? Json() : Json(c.name)},
                         {"other", c.other},
                         {"text", conflict_text(c)}});
  }
  json["names_added"] = report.names_added;
  json["companies_added"] = report.companies_added;
  out << printable_json(json.dump(2, ' ', false, Json::error_handler_t::replace)) << '\n';
}

}  // namespace skillmatch::io
