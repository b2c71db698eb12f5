// The project's side of benchmarks/peers: reads the same files as its peers and answers the same
// lines on standard input as worker.py.
//
//   engine_peer FOLDER            then, on standard input:
//   rank MODEL THREADS COUNT      the first COUNT profiles together
//   single MODEL THREADS COUNT    one after the other; the median of their times
//   results FILE                  what the last command found: FILE.ids (int64), FILE.scores
//   quit
//
// MODEL is cosine, balanced or tuned.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/index.h>
#include <skillmatch/model.h>
#include <skillmatch/profile.h>
#include <skillmatch/scorer.h>

namespace {

using skillmatch::Catalog;
using skillmatch::Model;
using skillmatch::Profile;
using skillmatch::Ranking;
using skillmatch::RankOptions;
using skillmatch::Scorer;

constexpr std::size_t kTop = 10;
constexpr unsigned kThreads = 2;       // that build the index
constexpr double kLeastSeconds = 0.3;  // short rankings are repeated in a round; the median counts

template <typename Number>
std::vector<Number> read(const std::filesystem::path& path) {
  std::vector<Number> numbers(std::filesystem::file_size(path) / sizeof(Number));
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(numbers.data()),
            static_cast<std::streamsize>(numbers.size() * sizeof(Number)));
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return numbers;
}

template <typename Number>
void write(const std::string& path, const std::vector<Number>& numbers) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(numbers.data()),
             static_cast<std::streamsize>(numbers.size() * sizeof(Number)));
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

struct Times {
  double wall = 0.0;
  double cpu = 0.0;  // of all threads
};

template <typename Work>
Times timed(const Work& work) {
  const auto cpu = std::clock();
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

Times median(std::vector<Times> times) {
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end(),
                   [](const Times& a, const Times& b) { return a.wall < b.wall; });
  return *middle;
}

// The arrays of a folder as workloads.py writes them.
struct Rows {
  std::vector<std::int64_t> starts;
  std::vector<std::int32_t> skills;
  std::vector<double> levels;

  Rows(const std::filesystem::path& folder, const std::string& name)
      : starts(read<std::int64_t>(folder / (name + ".indptr"))),
        skills(read<std::int32_t>(folder / (name + ".skills"))),
        levels(read<double>(folder / (name + ".levels"))) {}

  std::size_t size() const { return starts.size() - 1; }
  std::size_t begin(std::size_t row) const { return static_cast<std::size_t>(starts[row]); }
};

std::vector<Profile> read_profiles(const std::filesystem::path& folder) {
  const Rows rows(folder, "profiles");
  std::vector<Profile> profiles;
  for (std::size_t p = 0; p < rows.size(); ++p) {
    std::vector<skillmatch::HeldSkill> skills;
    for (std::size_t i = rows.begin(p); i < rows.begin(p + 1); ++i) {
      skills.push_back({static_cast<skillmatch::SkillId>(rows.skills[i]), rows.levels[i]});
    }
    profiles.emplace_back("profile-" + std::to_string(p), std::move(skills));
  }
  return profiles;
}

Catalog make_catalog(const Rows& rows, const std::vector<double>& importances,
                     std::size_t skill_count) {
  skillmatch::Taxonomy taxonomy;
  for (std::size_t s = 0; s < skill_count; ++s) {
    skillmatch::Skill skill;
    skill.id = "skill-" + std::to_string(s);
    taxonomy.add_skill(std::move(skill));
  }
  Catalog catalog(std::move(taxonomy));
  for (std::size_t c = 0; c < rows.size(); ++c) {
    std::vector<skillmatch::Requirement> requirements;
    for (std::size_t i = rows.begin(c); i < rows.begin(c + 1); ++i) {
      requirements.push_back({static_cast<skillmatch::SkillId>(rows.skills[i]), rows.levels[i],
                              importances[i], false});
    }
    skillmatch::Company company;
    company.id = "company-" + std::to_string(c);
    catalog.add(std::move(company), std::move(requirements));
  }
  return catalog;
}

std::vector<Ranking> rank_all(const Scorer& scorer, const std::vector<Profile>& profiles,
                              std::size_t count, unsigned threads) {
  std::vector<skillmatch::ProfileView> views;
  for (const Profile& profile : std::span(profiles).first(count)) views.push_back(profile.view());
  return scorer.rank_all(views, {.k = kTop}, threads);
}

Ranking rank_one(const Scorer& scorer, const Profile& profile, unsigned threads) {
  return scorer.rank(profile, {.k = kTop}, threads);
}

class Server {
 public:
  explicit Server(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::optional<Rows> companies;
    std::vector<double> importances;
    const Times load = timed([&] {
      profiles_ = read_profiles(folder_);
      companies.emplace(folder_, "companies");
      importances = read<double>(folder_ / "companies.importances");
      weights_ = read<double>(folder_ / "weights");
    });
    const Times catalog = timed([&] {
      catalog_ = std::make_unique<Catalog>(make_catalog(*companies, importances, weights_.size()));
    });
    const Times build = timed([&] { scorer("cosine"); });
    std::cout << "{\"load_seconds\": " << load.wall << ", \"catalog_seconds\": " << catalog.wall
              << ", \"build_seconds\": " << build.wall << "}" << std::endl;
  }

  void rank(const std::string& model, unsigned threads, std::size_t count) {
    const Scorer& with = scorer(model);
    count = std::min(count, profiles_.size());
    if (warm_.insert(model + " rank " + std::to_string(threads)).second) {
      rank_all(with, profiles_, std::min<std::size_t>(count, 100), threads);
    }
    std::vector<Times> times;
    double total = 0.0;
    do {
      times.push_back(timed([&] { found_ = rank_all(with, profiles_, count, threads); }));
      total += times.back().wall;
    } while (total < kLeastSeconds);
    answer(median(times));
  }

  void single(const std::string& model, unsigned threads, std::size_t count) {
    const Scorer& with = scorer(model);
    count = std::min(count, profiles_.size());
    rank_one(with, profiles_.front(), threads);
    found_.resize(count);
    std::vector<Times> times;
    for (std::size_t p = 0; p < count; ++p) {
      times.push_back(timed([&] { found_[p] = rank_one(with, profiles_[p], threads); }));
    }
    answer(median(times));
  }

  void results(const std::string& path) const {
    std::vector<std::int64_t> ids;
    std::vector<double> scores;
    for (const Ranking& ranking : found_) {
      for (std::size_t i = 0; i < kTop; ++i) {
        const bool there = i < ranking.results.size();
        ids.push_back(there ? static_cast<std::int64_t>(index(ranking.results[i].company)) : -1);
        scores.push_back(there ? ranking.results[i].score.score : 0.0);
      }
    }
    write(path + ".ids", ids);
    write(path + ".scores", scores);
    std::cout << "{\"queries\": " << found_.size() << "}" << std::endl;
  }

 private:
  static void answer(const Times& times) {
    std::cout << "{\"seconds\": " << times.wall << ", \"cpu_seconds\": " << times.cpu
              << ", \"setup\": \"\"}" << std::endl;
  }

  Model model_named(const std::string& name) const {
    if (name != "tuned") return skillmatch::built_in_model(name).value();
    Model model;
    model.name = name;
    model.weights = weights_;
    model.blend = 0.6;
    return model;
  }

  const Scorer& scorer(const std::string& model) {
    auto& made = scorers_[model];
    if (!index_) index_.emplace(*catalog_, skillmatch::IndexOptions{.threads = kThreads});
    if (!made) made = std::make_unique<Scorer>(*index_, model_named(model), kThreads);
    return *made;
  }

  std::filesystem::path folder_;
  std::vector<Profile> profiles_;
  std::vector<double> weights_;
  std::unique_ptr<Catalog> catalog_;
  std::optional<skillmatch::Index> index_;
  std::map<std::string, std::unique_ptr<Scorer>> scorers_;
  std::set<std::string> warm_;
  std::vector<Ranking> found_;
};

void serve(Server& server) {
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string command;
    std::string argument;
    unsigned threads = 1;
    std::size_t count = 0;
    words >> command >> argument >> threads >> count;
    if (command == "quit") return;
    if (command == "rank") server.rank(argument, threads, count);
    if (command == "single") server.single(argument, threads, count);
    if (command == "results") server.results(argument);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw std::runtime_error("usage: engine_peer FOLDER");
    Server server(argv[1]);
    serve(server);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "engine_peer: " << error.what() << '\n';
    return 1;
  }
}
