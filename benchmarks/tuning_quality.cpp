// What tuning gains on O*NET's related occupations: the table of engine/tuning.md.
//   tuning_quality FOLDER      of the real data
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <skillmatch/io/file.h>
#include <skillmatch/io/judgments.h>
#include <skillmatch/io/onet.h>
#include <skillmatch/scorer.h>
#include <skillmatch/statistics.h>
#include <skillmatch/tuner.h>

namespace {

using namespace skillmatch;  // NOLINT: a program of one file

struct Problem {
  Catalog catalog;
  std::vector<JudgedProfile> feedback;
};

// Every occupation is a row, and a profile that is to find its relatives among the others.
Problem problem_of(Catalog catalog, const std::vector<Profile>& profiles,
                   const std::string& folder) {
  const io::Judgments judgments =
      io::read_judgments(io::read_text(folder + "/onet/related_dev.qrels"));
  std::vector<JudgedProfile> feedback = io::resolve(judgments, profiles, catalog).profiles;
  return {std::move(catalog), std::move(feedback)};
}

// With the importances of abilities (occupation, ability, 1 to 5), for the occupations that have
// them.
Problem with_abilities(const io::OnetImport& onet, const std::string& folder) {
  std::map<std::string, std::map<std::string, double>> abilities;
  std::set<std::string> names;
  std::ifstream file(folder + "/onet/abilities_importance_2020.csv");
  std::string line;
  std::getline(file, line);  // the header
  while (std::getline(file, line)) {
    const std::size_t first = line.find(',');
    const std::size_t last = line.rfind(',');
    const std::string name = line.substr(first + 1, last - first - 1);
    names.insert(name);
    abilities[line.substr(0, first)][name] = 5.0 * (std::stod(line.substr(last + 1)) - 1.0) / 4.0;
  }
  Taxonomy taxonomy;
  for (std::size_t s = 0; s < onet.catalog.taxonomy().size(); ++s) {
    Skill skill;
    skill.id = onet.catalog.taxonomy().skill(static_cast<SkillId>(s)).id;
    taxonomy.add_skill(std::move(skill));
  }
  std::map<std::string, SkillId> ids;
  for (const std::string& name : names) {
    Skill skill;
    skill.id = "ability: " + name;
    ids[name] = taxonomy.add_skill(std::move(skill));
  }
  Catalog catalog(std::move(taxonomy));
  std::vector<Profile> profiles;
  for (std::size_t c = 0; c < onet.catalog.size(); ++c) {
    const auto id = static_cast<CompanyId>(c);
    const auto has = abilities.find(std::string(onet.catalog.company_id(id)));
    if (has == abilities.end()) continue;
    std::vector<HeldSkill> held;
    std::vector<Requirement> row;
    const Requirements requirements = onet.catalog.requirements(id);
    const auto add = [&](SkillId skill, double level) {
      if (level <= 0.0) return;
      held.push_back({skill, level});
      row.push_back({skill, level, 1.0, false});
    };
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      add(requirements[i].skill, requirements[i].level * requirements[i].importance);
    }
    for (const auto& [name, level] : has->second) add(ids.at(name), level);
    Company company;
    company.id = has->first;
    catalog.add(std::move(company), std::move(row));
    profiles.emplace_back(has->first, std::move(held));
  }
  return problem_of(std::move(catalog), profiles, folder);
}

// Gives the grades of each query, with this probability each, to companies drawn at random.
void deal_grades(std::vector<JudgedProfile>& feedback, std::size_t companies, double share,
                 std::mt19937_64& random) {
  for (JudgedProfile& query : feedback) {
    std::set<CompanyId> taken;
    for (const GradedCompany& graded : query.graded) taken.insert(graded.company);
    for (GradedCompany& graded : query.graded) {
      if (static_cast<double>(random() >> 11U) * 0x1p-53 >= share) continue;
      do graded.company = static_cast<CompanyId>(random() % companies);
      while (!taken.insert(graded.company).second);
    }
    std::sort(query.graded.begin(), query.graded.end(),
              [](const auto& a, const auto& b) { return a.company < b.company; });
  }
}

void print(const char* what, double before, const Comparison& gain) {
  std::printf("%-52s %.4f  %+.4f [%.4f, %.4f]  p %.4f\n", what, before, gain.difference, gain.low,
              gain.high, gain.p);
  std::fflush(stdout);
}

struct Measuring {
  Model start = built_in_model("cosine").value();
  TuningOptions options;

  Measuring() { options.blend = false; }

  void held_out(const char* what, const Problem& problem) const {
    const TuningReport report = tune(problem.catalog, start, problem.feedback, options, 2);
    print(what, report.mean_before.ndcg, report.ndcg);
  }

  // Learns from 50 queries with wrong labels, and ranks for all others with right ones.
  void with_wrong_labels(const char* what, const Problem& problem, std::uint64_t seed) const {
    std::mt19937_64 random(seed);
    std::vector<JudgedProfile> feedback = problem.feedback;
    for (std::size_t i = feedback.size(); i > 1; --i) {
      std::swap(feedback[i - 1], feedback[random() % i]);
    }
    std::vector<JudgedProfile> few(feedback.begin(), feedback.begin() + 50);
    deal_grades(few, problem.catalog.size(), 0.3, random);
    std::vector<const JudgedProfile*> learnt_from;
    for (const JudgedProfile& query : few) learnt_from.push_back(&query);
    std::vector<const JudgedProfile*> others;
    for (std::size_t q = 50; q < feedback.size(); ++q) others.push_back(&feedback[q]);
    const Fit found = fit(problem.catalog, start, learnt_from, options, 0.3, 2);
    std::vector<double> before;
    std::vector<double> after;
    double sum = 0.0;
    for (const auto& m : evaluate(Scorer(problem.catalog, start), others, options.evaluation, 2)) {
      before.push_back(m.ndcg);
      sum += m.ndcg;
    }
    for (const auto& m :
         evaluate(Scorer(problem.catalog, found.model), others, options.evaluation, 2)) {
      after.push_back(m.ndcg);
    }
    print(what, sum / static_cast<double>(others.size()), compare_paired(before, after));
  }

  std::size_t refusals(const Problem& problem) const {
    std::size_t refused = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      std::mt19937_64 random(seed);
      std::vector<JudgedProfile> feedback = problem.feedback;
      deal_grades(feedback, problem.catalog.size(), 1.0, random);
      const TuningReport report = tune(problem.catalog, start, feedback, options, 2);
      refused += report.verdict == TuningVerdict::better ? 0U : 1U;
    }
    return refused;
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "tuning_quality FOLDER\n";
    return 2;
  }
  const std::string folder = argv[1];
  const io::OnetImport onet = io::import_onet(folder + "/onet", io::OnetValue::importance);
  const Problem ratings = problem_of(onet.catalog, onet.profiles, folder);
  const Problem more_ratings = with_abilities(onet, folder);
  Measuring measuring;
  for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
    measuring.options.seed = seed;
    measuring.held_out(("68 ratings, weights, seed " + std::to_string(seed)).c_str(), ratings);
  }
  measuring.options.seed = 1;
  measuring.options.grouping = Grouping::both;
  measuring.held_out("68 ratings, weights, companies not seen either", ratings);
  measuring.held_out("120 ratings, weights, companies not seen either", more_ratings);
  measuring.options.grouping = Grouping::profile;
  measuring.held_out("120 ratings, weights", more_ratings);
  measuring.options.blend = true;
  measuring.held_out("68 ratings, weights and blend", ratings);
  measuring.options.relatedness = true;
  measuring.held_out("68 ratings, weights, blend and relatedness", ratings);
  measuring.options.relatedness = false;
  for (const bool blend : {false, true}) {
    measuring.options.blend = blend;
    for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
      const std::string what = std::string("50 queries, 30 % of labels wrong, ") +
                               (blend ? "weights and blend, " : "weights, ") + std::to_string(seed);
      measuring.with_wrong_labels(what.c_str(), ratings, seed);
    }
  }
  measuring.options.blend = false;
  std::printf("grades dealt to random companies: refused %zu of 20\n", measuring.refusals(ratings));

  std::vector<const JudgedProfile*> all;
  for (const JudgedProfile& query : ratings.feedback) all.push_back(&query);
  for (int round = 0; round < 5; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    const Fit found = fit(ratings.catalog, measuring.start, all, measuring.options, 0.1, 1);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::printf("a fit of %zu × %zu × 68 on one thread: %.2f s, %zu iterations\n", all.size(),
                ratings.catalog.size(), seconds.count(), found.iterations);
  }
}
