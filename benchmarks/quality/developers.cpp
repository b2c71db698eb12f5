// Which role has this developer? By the technologies they say they use.
#include "quality.h"

#include <map>
#include <set>

namespace quality {
namespace {

using namespace skillmatch;  // NOLINT: a program

struct Developer {
  std::size_t role;
  std::set<std::size_t> skills;
};

}  // namespace

void developers(const std::string& folder) {
  std::map<std::string, std::size_t> roles;
  std::map<std::string, std::size_t> skills;
  std::vector<Developer> list;
  read_table(folder + "/stackoverflow_2016/respondents_odd.tsv", '\t', {"role", "has_skills"},
             [&](const std::vector<std::string>& row) {
               if (row[0].empty() || row[0] == "other") return;
               Developer developer{0, {}};
               for (std::string_view rest = row[1]; !rest.empty();) {
                 const std::size_t bar = std::min(rest.find('|'), rest.size());
                 const std::string name(rest.substr(0, bar));
                 rest.remove_prefix(std::min(bar + 1, rest.size()));
                 developer.skills.insert(skills.try_emplace(name, skills.size()).first->second);
               }
               if (developer.skills.empty()) return;
               developer.role = roles.try_emplace(row[0], roles.size()).first->second;
               list.push_back(std::move(developer));
             });
  Taxonomy taxonomy;
  std::vector<std::string> names(skills.size());
  for (const auto& [name, s] : skills) names[s] = name;
  for (const std::string& name : names) {
    Skill skill;
    skill.id = name;
    taxonomy.add_skill(std::move(skill));
  }

  // Halves by turns: the rows are the roles of one half, the questions the developers of the other.
  std::vector<Measured> measured;
  std::vector<std::string> units;
  for (const std::size_t half : {0U, 1U}) {
    std::vector<std::map<std::size_t, double>> times(roles.size());
    std::vector<double> developers(roles.size());
    for (std::size_t d = half; d < list.size(); d += 2) {
      developers[list[d].role] += 1.0;
      for (const std::size_t s : list[d].skills) times[list[d].role][s] += 1.0;
    }
    Catalog catalog(taxonomy);
    std::vector<CompanyId> candidates;
    std::vector<std::size_t> row_of(roles.size(), roles.size());
    for (std::size_t r = 0; r < roles.size(); ++r) {
      if (developers[r] == 0.0) continue;
      std::vector<Requirement> row;
      for (const auto& [s, count] : times[r]) {
        row.push_back({static_cast<SkillId>(s), kMaxLevel, count / developers[r]});
      }
      Company company;
      company.id = std::to_string(r);
      row_of[r] = candidates.size();
      candidates.push_back(catalog.add_sorted(company, row));
    }
    const auto shared = std::make_shared<const std::vector<CompanyId>>(candidates);
    std::vector<Question> questions;
    for (std::size_t d = 1 - half; d < list.size(); d += 2) {
      if (row_of[list[d].role] == roles.size()) continue;
      std::vector<HeldSkill> held;
      for (const std::size_t s : list[d].skills)
        held.push_back({static_cast<SkillId>(s), kMaxLevel});
      questions.push_back({Profile("developer", std::move(held)), candidates[row_of[list[d].role]],
                           shared, std::to_string(d)});
      units.push_back(std::to_string(d));
    }
    // Each developer of this half as a row: their mean is that of the roles by their size.
    Catalog half_as_rows(taxonomy);
    for (std::size_t d = half; d < list.size(); d += 2) {
      std::vector<Requirement> row;
      for (const std::size_t s : list[d].skills)
        row.push_back({static_cast<SkillId>(s), kMaxLevel});
      Company company;
      company.id = std::to_string(d);
      half_as_rows.add_sorted(company, row);
    }
    std::vector<System> systems = all_systems(catalog, catalog);
    systems.push_back(centred_on("centred on the developers' mean", catalog, half_as_rows));
    // What knowing nothing of the developer gives.
    std::vector<double> sizes;
    for (std::size_t r = 0; r < roles.size(); ++r) {
      if (developers[r] > 0.0) sizes.push_back(developers[r]);
    }
    systems.push_back({"the larger role first", "cosine",
                       [sizes](const Profile&, std::span<const CompanyId>) { return sizes; }});
    for (std::size_t i = 0; i < systems.size(); ++i) {
      if (half == 0) measured.push_back({systems[i].name, systems[i].against, {}});
      const std::vector<double> found = reciprocal_ranks(systems[i], questions);
      measured[i].values.insert(measured[i].values.end(), found.begin(), found.end());
    }
  }
  print_table("Stack Overflow 2016, developer to role: " + std::to_string(units.size()) +
                  " developers, " + std::to_string(roles.size()) + " roles, " +
                  std::to_string(skills.size()) + " technologies",
              "MRR", measured, units);
}

}  // namespace quality
