// How fast lines of JSON become profiles, beside the ways that nlohmann/json offers.
//
// Bytes a second of one thread over 32 MB of lines in memory, 25 skills a line. Labels 0: ids such
// as "skill-123"; 1: labels as long as ESCO's ("manage customer service analysis 123").
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/profile.h>
#include <skillmatch/taxonomy.h>

namespace {

using namespace skillmatch;

constexpr std::size_t kSkills = 13'939;
constexpr std::size_t kHeld = 25;
constexpr std::size_t kTextBytes = std::size_t{32} << 20;

enum Labels : std::int64_t { ids, phrases };
enum Levels : std::int64_t { halves, reals };

std::vector<std::string> make_names(Labels labels, std::mt19937_64& random) {
  constexpr const char* kWords[] = {"manage",   "perform", "customer", "equipment", "operate",
                                    "analysis", "design",  "services", "quality",   "safety"};
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kSkills; ++i) {
    std::string name = labels == ids ? "skill-" : "";
    for (std::size_t word = 0; labels == phrases && word < 2 + i % 4; ++word) {
      name += std::string(kWords[random() % std::size(kWords)]) + " ";
    }
    names.push_back(name + std::to_string(i));
  }
  return names;
}

struct Workload {
  Taxonomy taxonomy;
  std::string lines;

  Workload(Labels labels, Levels levels) {
    std::mt19937_64 random(20260);
    const std::vector<std::string> names = make_names(labels, random);
    for (const std::string& name : names) taxonomy.add_skill({name, {}, {}, "", {}});
    std::vector<std::size_t> held;
    for (std::size_t person = 0; lines.size() < kTextBytes; ++person) {
      lines += "{\"id\":\"p" + std::to_string(person) + "\",\"skills\":{";
      held.clear();
      while (held.size() < kHeld) {
        const std::size_t skill = random() % kSkills;
        if (std::find(held.begin(), held.end(), skill) != held.end()) continue;
        lines += held.empty() ? "\"" : ",\"";
        held.push_back(skill);
        const auto half = random() % 11;
        lines += names[skill] + "\":";
        lines += levels == reals
                     ? nlohmann::json(static_cast<double>(random() >> 11U) * 0x5p-53).dump()
                     : std::to_string(half / 2) + (half % 2 == 1 ? ".5" : "");
      }
      lines += "}}\n";
    }
  }
};

const Workload& workload(const benchmark::State& state) {
  static const Workload all[2][2] = {{{ids, halves}, {ids, reals}},
                                     {{phrases, halves}, {phrases, reals}}};
  return all[state.range(0)][state.range(1)];
}

// The workload as a stream of chunks, in a file of no name.
std::vector<io::Chunk> chunks_of(const std::string& text, std::vector<io::ProfileParser>& parser,
                                 const Taxonomy& taxonomy) {
  const std::string path =
      (std::filesystem::temp_directory_path() / ("reading-" + std::to_string(::getpid()))).string();
  std::ofstream(path, std::ios::binary) << text;
  io::ProfileStream stream(path);
  std::vector<io::Chunk> chunks;
  for (io::Chunk chunk; stream.next(chunk);) chunks.push_back(chunk);
  parser.emplace_back(stream, taxonomy);
  std::filesystem::remove(path);
  return chunks;
}

void finish(benchmark::State& state, const Workload& work) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(work.lines.size()));
}

void Parse(benchmark::State& state) {
  const Workload& work = workload(state);
  std::vector<io::ProfileParser> parser;
  const std::vector<io::Chunk> chunks = chunks_of(work.lines, parser, work.taxonomy);
  io::ProfileBlock block;
  for (auto _ : state) {
    for (const io::Chunk& chunk : chunks) {
      parser[0].parse(chunk, block);
      if (block.reject_count() > 0) state.SkipWithError("a line is refused");
      benchmark::DoNotOptimize(block.profile(0));
    }
  }
  finish(state, work);
}

// Reading chunks alone: what the one reading thread has to do.
void ReadChunks(benchmark::State& state) {
  const Workload& work = workload(state);
  const std::string path =
      (std::filesystem::temp_directory_path() / ("chunks-" + std::to_string(::getpid()))).string();
  std::ofstream(path, std::ios::binary) << work.lines;
  for (auto _ : state) {
    io::ProfileStream stream(path);
    for (io::Chunk chunk; stream.next(chunk);) benchmark::DoNotOptimize(chunk.bytes.data());
  }
  std::filesystem::remove(path);
  finish(state, work);
}

template <typename Use>
void for_each_line(std::string_view text, Use use) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    use(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
}

void NlohmannDom(benchmark::State& state) {
  const Workload& work = workload(state);
  for (auto _ : state) {
    for_each_line(work.lines, [&](std::string_view line) {
      const auto json = nlohmann::json::parse(line);
      std::vector<HeldSkill> skills;
      for (const auto& [name, level] : json["skills"].items()) {
        skills.push_back({work.taxonomy.find(name).value(), level.get<double>()});
      }
      benchmark::DoNotOptimize(Profile(json["id"].get<std::string>(), std::move(skills)));
    });
  }
  finish(state, work);
}

struct Sax : nlohmann::json_sax<nlohmann::json> {
  explicit Sax(const Taxonomy& names) : taxonomy(names) {}
  bool add(double level) {
    skills.push_back({skill, level});
    return true;
  }
  bool null() override { return false; }
  bool boolean(bool) override { return false; }
  bool number_integer(number_integer_t x) override { return add(static_cast<double>(x)); }
  bool number_unsigned(number_unsigned_t x) override { return add(static_cast<double>(x)); }
  bool number_float(number_float_t x, const string_t&) override { return add(x); }
  bool string(string_t& x) override {
    id = x;
    return true;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return ++depth <= 2; }
  bool key(string_t& x) override {
    if (depth == 2) skill = taxonomy.find(x).value();
    return true;
  }
  bool end_object() override { return --depth >= 0; }
  bool start_array(std::size_t) override { return false; }
  bool end_array() override { return false; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

  const Taxonomy& taxonomy;
  int depth = 0;
  SkillId skill{};
  std::string id;
  std::vector<HeldSkill> skills;
};

void NlohmannSax(benchmark::State& state) {
  const Workload& work = workload(state);
  for (auto _ : state) {
    for_each_line(work.lines, [&](std::string_view line) {
      Sax sax(work.taxonomy);
      if (!nlohmann::json::sax_parse(line, &sax)) state.SkipWithError("a line is refused");
      benchmark::DoNotOptimize(Profile(std::move(sax.id), std::move(sax.skills)));
    });
  }
  finish(state, work);
}

BENCHMARK(Parse)->ArgNames({"labels", "levels"})->ArgsProduct({{ids, phrases}, {halves, reals}});
BENCHMARK(ReadChunks)->ArgNames({"labels", "levels"})->Args({ids, halves});
BENCHMARK(NlohmannSax)->ArgNames({"labels", "levels"})->ArgsProduct({{ids, phrases}, {halves}});
BENCHMARK(NlohmannDom)->ArgNames({"labels", "levels"})->ArgsProduct({{ids, phrases}, {halves}});

}  // namespace
