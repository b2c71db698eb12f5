// Which occupation of ESCO is it, by a quarter of its essential skills and five that are none of
// it?
#include "quality.h"

#include <algorithm>
#include <map>
#include <set>

namespace quality {
namespace {

using namespace skillmatch;  // NOLINT: a program

constexpr std::size_t kSeeds = 5;
constexpr std::size_t kWrong = 5;
constexpr std::size_t kLeastEssential = 4;

struct Occupation {
  std::string uri;
  std::vector<std::size_t> essential;
  std::set<std::size_t> all;
};

}  // namespace

void occupations_by_skills(const std::string& folder) {
  std::map<std::string, std::size_t> skills;
  std::map<std::string, Occupation> occupations;
  read_table(folder + "/esco/occupationSkillRelations_en.csv", ',',
             {"occupationUri", "relationType", "skillUri"},
             [&](const std::vector<std::string>& row) {
               const std::size_t s = skills.try_emplace(row[2], skills.size()).first->second;
               Occupation& occupation = occupations[row[0]];
               occupation.uri = row[0];
               if (occupation.all.insert(s).second && row[1] == "essential") {
                 occupation.essential.push_back(s);
               }
             });
  Taxonomy taxonomy;
  std::vector<std::string> uris(skills.size());
  for (const auto& [uri, s] : skills) uris[s] = uri;
  for (const std::string& uri : uris) {
    Skill skill;
    skill.id = uri;
    taxonomy.add_skill(std::move(skill));
  }
  Catalog catalog(std::move(taxonomy));
  std::vector<CompanyId> candidates;
  std::vector<const Occupation*> rows;
  for (auto& [uri, occupation] : occupations) {
    const std::set<std::size_t> essential(occupation.essential.begin(), occupation.essential.end());
    std::vector<Requirement> row;
    for (const std::size_t s : occupation.all) {
      row.push_back({static_cast<SkillId>(s), kMaxLevel, essential.contains(s) ? 1.0 : 0.5});
    }
    Company company;
    company.id = uri;
    candidates.push_back(catalog.add_sorted(company, row));
    rows.push_back(&occupation);
  }
  const auto shared = std::make_shared<const std::vector<CompanyId>>(candidates);
  std::vector<Question> questions;
  for (std::size_t seed = 1; seed <= kSeeds; ++seed) {
    Draw draw(seed);
    for (std::size_t o = 0; o < rows.size(); ++o) {
      std::vector<std::size_t> essential = rows[o]->essential;
      if (essential.size() < kLeastEssential) continue;
      const std::size_t known = (essential.size() + 3) / 4;
      std::set<std::size_t> held;
      for (std::size_t i = 0; i < known; ++i) {
        std::swap(essential[i], essential[i + draw.below(essential.size() - i)]);
        held.insert(essential[i]);
      }
      while (held.size() < known + kWrong) {
        const std::size_t s = draw.below(skills.size());
        if (!rows[o]->all.contains(s)) held.insert(s);
      }
      std::vector<HeldSkill> list;
      for (const std::size_t s : held) list.push_back({static_cast<SkillId>(s), kMaxLevel});
      questions.push_back(
          {Profile("person", std::move(list)), candidates[o], shared, std::to_string(o)});
    }
  }
  print_mrr("ESCO, a quarter of the essential skills and five wrong ones: " +
                std::to_string(questions.size() / kSeeds) + " occupations × " +
                std::to_string(kSeeds) + " seeds, " + std::to_string(rows.size()) + " rows, " +
                std::to_string(skills.size()) + " skills",
            all_systems(catalog, catalog), questions);
}

}  // namespace quality
