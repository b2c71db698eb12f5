// Whose posting is this? Each posting of a company with several is left out of it in turn.
#include "quality.h"

#include <map>
#include <set>

#include <skillmatch/text.h>

namespace quality {
namespace {

using namespace skillmatch;  // NOLINT: a program

struct Posting {
  std::size_t company;
  std::set<std::size_t> skills;
};

struct Postings {
  std::vector<std::string> companies;
  std::vector<std::string> skills;
  std::vector<Posting> list;
  std::size_t empty = 0;
  std::size_t repeated = 0;
};

// The tags as they stand, one skill a name_key; postings without one, and those that repeat
// company, title and tags of an earlier one, are left out.
Postings read(const std::string& file, bool once_a_skill_set) {
  Postings postings;
  std::map<std::string, std::size_t> companies;
  std::map<std::string, std::size_t> skills;
  std::set<std::pair<std::string, std::set<std::size_t>>> seen;
  const auto number_of = [](std::map<std::string, std::size_t>& numbers,
                            std::vector<std::string>& names, const std::string& name) {
    const auto [at, is_new] = numbers.try_emplace(name_key(name), names.size());
    if (is_new) names.push_back(name);
    return at->second;
  };
  read_table(file, ',', {"company", "position", "skill"}, [&](const std::vector<std::string>& row) {
    Posting posting{0, {}};
    for (std::string_view rest = row[2]; !rest.empty();) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const std::string tag(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
      if (!name_key(tag).empty()) posting.skills.insert(number_of(skills, postings.skills, tag));
    }
    if (posting.skills.empty()) {
      ++postings.empty;
      return;
    }
    const std::string title = once_a_skill_set ? std::string() : row[1];
    if (!seen.emplace(row[0] + '\n' + title, posting.skills).second) {
      ++postings.repeated;
      return;
    }
    posting.company = number_of(companies, postings.companies, row[0]);
    postings.list.push_back(std::move(posting));
  });
  return postings;
}

Taxonomy taxonomy_of(const Postings& postings) {
  Taxonomy taxonomy;
  for (const std::string& name : postings.skills) {
    Skill skill;
    skill.id = name;
    taxonomy.add_skill(std::move(skill));
  }
  return taxonomy;
}

// Importance: the share of these postings that ask for the skill.
void add_row(Catalog& catalog, std::string id, const std::vector<const Posting*>& of) {
  std::map<std::size_t, double> times;
  for (const Posting* posting : of) {
    for (const std::size_t s : posting->skills) times[s] += 1.0;
  }
  std::vector<Requirement> row;
  for (const auto& [s, count] : times) {
    row.push_back({static_cast<SkillId>(s), kMaxLevel, count / static_cast<double>(of.size())});
  }
  Company company;
  company.id = std::move(id);
  catalog.add_sorted(company, row);
}

void ask(const std::string& file, const std::string& name, bool once_a_skill_set) {
  const Postings postings = read(file, once_a_skill_set);
  std::vector<std::vector<const Posting*>> of(postings.companies.size());
  for (const Posting& posting : postings.list) of[posting.company].push_back(&posting);

  // Behind the companies as they are, a row for each question: its company without that posting.
  const Taxonomy taxonomy = taxonomy_of(postings);
  Catalog counted(taxonomy);
  Catalog catalog(taxonomy);
  for (std::size_t c = 0; c < of.size(); ++c) {
    add_row(counted, std::to_string(c), of[c]);
    add_row(catalog, std::to_string(c), of[c]);
  }
  std::vector<Question> questions;
  for (const Posting& posting : postings.list) {
    const auto& own = of[posting.company];
    if (own.size() < 2) continue;
    std::vector<const Posting*> others;
    for (const Posting* other : own) {
      if (other != &posting) others.push_back(other);
    }
    add_row(catalog, "question " + std::to_string(questions.size()), others);
    std::vector<HeldSkill> held;
    for (const std::size_t s : posting.skills) held.push_back({static_cast<SkillId>(s), kMaxLevel});
    const auto right = static_cast<CompanyId>(catalog.size() - 1);
    std::vector<CompanyId> candidates{right};
    for (std::size_t c = 0; c < of.size(); ++c) {
      if (c != posting.company) candidates.push_back(static_cast<CompanyId>(c));
    }
    questions.push_back({Profile("posting", std::move(held)), right,
                         std::make_shared<const std::vector<CompanyId>>(std::move(candidates)),
                         std::to_string(questions.size())});
  }
  print_mrr(name + ": " + std::to_string(questions.size()) + " postings, " +
                std::to_string(of.size()) + " companies, " +
                std::to_string(postings.skills.size()) +
                " tags (left out: " + std::to_string(postings.empty) + " without a tag, " +
                std::to_string(postings.repeated) + " repeated)",
            all_systems(catalog, counted), questions);
}

}  // namespace

void postings(const std::string& folder) {
  const std::string file = folder + "/korean_jobs/data_jumpit_total.csv";
  ask(file, "Jumpit, posting to company", false);
  ask(file, "Jumpit, posting to company, a company's equal tag lists once", true);
}

}  // namespace quality
