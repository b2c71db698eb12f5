// Whole batches against what Scorer gives for each profile alone, and against each other.
#include "io/batches.h"
#include "support/csv.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/text.h>

namespace skillmatch::io {
namespace batch_test {

// The records of `stream` that are profiles, read one by one.
Profile profile_of(const std::string& line) {
  Json json = Json::parse(line);
  json["format"] = "skillmatch/profile@1";
  return read_profile({"line", json.dump()}, catalog().taxonomy());
}

void expect_score(const Json& result, const Score& score) {
  EXPECT_EQ(result["score"].get<double>(), score.score);
  EXPECT_EQ(result["cosine"].get<double>(), score.cosine);
  EXPECT_EQ(result["coverage"].get<double>(), score.coverage);
  const std::vector<std::string> gates{"pass", "unknown", "fail"};
  EXPECT_EQ(result["gate"], gates[static_cast<std::size_t>(score.gate)]);
  EXPECT_EQ(result.contains("mutual"), score.mutual.has_value());
  if (score.mutual) {
    EXPECT_EQ(result["mutual"].get<double>(), *score.mutual);
  }
}

void expect_lines_as_ranked(const batch_data::Stream& stream, const std::string& out,
                            const RankOptions& options) {
  const std::vector<Json> lines = parsed(out);
  std::size_t at = 0;
  for (std::size_t i = 0; i < stream.lines.size(); ++i) {
    if (!stream.is_profile[i]) continue;
    ASSERT_LT(at, lines.size());
    const Json& line = lines[at++];
    SCOPED_TRACE(line.dump());
    EXPECT_EQ(line["record"], i + 1);
    EXPECT_EQ(line["profile"], "p" + std::to_string(i + 1));
    const Profile profile = profile_of(stream.lines[i]);
    if (options.mutual && profile.wants().empty()) {
      EXPECT_EQ(line["not_ranked"], "no_wants");
      EXPECT_TRUE(line["results"].empty());
      continue;
    }
    if (scorer().prepare(profile).not_ranked()) {
      EXPECT_EQ(line["not_ranked"], "empty_profile");
      EXPECT_TRUE(line["results"].empty());
      continue;
    }
    EXPECT_FALSE(line.contains("not_ranked"));
    RankOptions all = options;
    all.min_score = 0.0;
    all.k = catalog().size();
    std::vector<RankedCompany> expected = scorer().rank(profile, all).results;
    std::erase_if(expected, [&](const RankedCompany& r) {
      return r.score.mutual.value_or(r.score.score) < options.min_score;
    });
    if (expected.size() > options.k) expected.resize(options.k);
    ASSERT_EQ(line["results"].size(), expected.size());
    for (std::size_t r = 0; r < expected.size(); ++r) {
      const Json& result = line["results"][r];
      EXPECT_EQ(result["rank"], r + 1);
      EXPECT_EQ(result["company"], catalog().company(expected[r].company).id);
      expect_score(result, expected[r].score);
    }
  }
  EXPECT_EQ(at, lines.size());
}

TEST(Batch, GivesEachProfileWhatRankGives) {
  const auto stream = batch_data::profiles(300, 1);
  const Place place(stream.text);
  BatchOptions options = place.options();
  for (const bool mutual : {false, true}) {
    for (const double min_score : {0.0, 0.2, 1.0}) {
      for (const std::size_t k : {std::size_t{0}, std::size_t{3}, std::size_t{1000}}) {
        options.rank.mutual = mutual;
        options.rank.min_score = min_score;
        options.rank.k = k;
        place.run(options);
        expect_lines_as_ranked(stream, place.out(), options.rank);
      }
    }
  }
}

TEST(Batch, OfAFieldHasItsCompaniesOnly) {
  const auto stream = batch_data::profiles(50, 2);
  const Place place(stream.text);
  BatchOptions options = place.options();
  options.rank.field = catalog().find_field("medical-ai");
  place.run(options);
  expect_lines_as_ranked(stream, place.out(), options.rank);
  options.by = BatchBy::company;
  place.run(options);
  std::size_t companies = 0;
  for (std::size_t c = 0; c < catalog().size(); ++c) {
    companies += catalog().company(static_cast<CompanyId>(c)).field == options.rank.field ? 1 : 0;
  }
  EXPECT_EQ(lines_of(place.out()).size(), companies);
}

// 1 byte: a chunk is one record.
TEST(Batch, DependsNeitherOnThreadsNorOnChunks) {
  const auto stream = batch_data::profiles(400, 4);
  const Place place(stream.text);
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    for (const BatchFormat format : {BatchFormat::jsonl, BatchFormat::csv, BatchFormat::trec}) {
      BatchOptions options = place.with_rejects();
      options.by = by;
      options.format = format;
      place.run(options);
      const std::string out = place.out();
      const std::string rejects = place.rejects();
      EXPECT_FALSE(out.empty());
      for (const unsigned threads : {1U, 2U, 3U, 8U}) {
        for (const std::size_t chunk : {1U, 300U, 10'000U}) {
          options.threads = threads;
          options.chunk_bytes = chunk;
          place.run(options);
          EXPECT_EQ(place.out(), out) << threads << " threads, chunks of " << chunk;
          EXPECT_EQ(place.rejects(), rejects);
        }
      }
    }
  }
}

// Results of a chunk far larger than what is held of it.
TEST(Batch, HandsOnALargeChunkInPieces) {
  Catalog large(built_in_taxonomy());
  const auto python = *large.taxonomy().find("python");
  for (int c = 0; c < 20'000; ++c) {
    large.add({"company " + std::to_string(c), {"c", ""}, {}, {}, ""},
              {{python, 1.0 + c % 5, 1.0, false}});
  }
  const Scorer large_scorer(large, Model{});
  const Place place(batch_data::profiles(12, 5, 0.0).text);
  BatchOptions options = place.options();
  options.rank.k = large.size();
  run_batch(large_scorer, place.input, options);
  const std::string out = place.out();
  EXPECT_GT(out.size(), std::size_t{5} << 20);
  for (const std::size_t chunk : {1U, 500U, 1'000'000U}) {
    options.threads = 3;
    options.chunk_bytes = chunk;
    run_batch(large_scorer, place.input, options);
    EXPECT_TRUE(place.out() == out) << chunk;
  }
}

TEST(Batch, OfNothingIsEmpty) {
  const Place place("");
  BatchOptions options = place.options();
  EXPECT_EQ(place.run(options).counts.read, 0U);
  EXPECT_EQ(place.out(), "");
  options.format = BatchFormat::csv;
  place.run(options);
  EXPECT_EQ(place.out(), "record,profile,rank,company,score,cosine,coverage,gate,not_ranked\r\n");
  EXPECT_EQ(place.dir.names(), (Lines{"out", "people.jsonl"}));
}

TEST(Batch, AsCsvHoldsTheSame) {
  const auto stream = batch_data::profiles(100, 6);
  const Place place(stream.text);
  BatchOptions options = place.options();
  options.rank.mutual = true;
  place.run(options);
  const std::vector<Json> lines = parsed(place.out());
  options.format = BatchFormat::csv;
  place.run(options);
  const csv::Records rows = csv::read(place.out());
  EXPECT_EQ(rows[0], (Lines{"record", "profile", "rank", "company", "score", "cosine", "coverage",
                            "gate", "mutual", "not_ranked"}));
  std::size_t at = 1;
  for (const Json& line : lines) {
    const std::string record = std::to_string(line["record"].get<int>());
    const std::string id = line["profile"];
    if (line.contains("not_ranked")) {
      EXPECT_EQ(rows[at++], (Lines{record, id, "", "", "", "", "", "", "", line["not_ranked"]}));
    }
    for (const Json& r : line["results"]) {
      EXPECT_EQ(rows[at++],
                (Lines{record, id, std::to_string(r["rank"].get<int>()), r["company"],
                       number_text(r["score"]), number_text(r["cosine"]),
                       number_text(r["coverage"]), r["gate"], number_text(r["mutual"]), ""}));
    }
  }
  EXPECT_EQ(at, rows.size());
}

// Read as trec_eval reads it: by score alone, as a float, which must give the order of the ranks.
TEST(Batch, AsTrecHoldsTheSameInTheOrderOfItsScores) {
  const auto stream = batch_data::profiles(100, 7);
  const Place place(stream.text);
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    BatchOptions options = place.options();
    options.by = by;
    options.rank.k = 200;
    place.run(options);
    const std::vector<Json> lines = parsed(place.out());
    options.format = BatchFormat::trec;
    place.run(options);
    std::istringstream rows(place.out());
    const bool by_profile = by == BatchBy::profile;
    for (const Json& line : lines) {
      double before = 2.0;
      for (const Json& r : line["results"]) {
        std::string query, q0, document, tag;
        int rank = 0;
        double score = 0.0;
        rows >> query >> q0 >> document >> rank >> score >> tag;
        EXPECT_EQ(query, line[by_profile ? "profile" : "company"]);
        EXPECT_EQ(q0, "Q0");
        EXPECT_EQ(document, r[by_profile ? "company" : "profile"]);
        EXPECT_EQ(rank, r["rank"]);
        const double own = r["score"].get<double>() - (r["gate"] == "fail" ? 2.0 : 0.0);
        const auto above = static_cast<float>(before);
        // Where it is no float below, the next one that is.
        EXPECT_EQ(score, static_cast<float>(own) < above ? own : std::nextafter(above, -3.0F));
        EXPECT_EQ(tag, "skillmatch");
        EXPECT_LT(static_cast<float>(score), above);
        before = score;
      }
    }
    std::string rest;
    EXPECT_FALSE(rows >> rest);
  }
}

TEST(Batch, ByCompanyTurnsTheRankingsRound) {
  const auto stream = batch_data::profiles(200, 8);
  const Place place(stream.text);
  BatchOptions options = place.options();
  options.rank.k = catalog().size();
  place.run(options);
  // company → its candidates as (fails, −score, record, result)
  struct Candidate {
    bool fails;
    double score;
    int record;
    Json result;
  };
  std::map<std::string, std::vector<Candidate>> expected;
  for (const Json& line : parsed(place.out())) {
    for (Json result : line["results"]) {
      const std::string company = result["company"];
      result.erase("company");
      result["record"] = line["record"];
      result["profile"] = line["profile"];
      expected[company].push_back(
          {result["gate"] == "fail", result["score"], line["record"], result});
    }
  }
  for (auto& [company, list] : expected) {
    std::sort(list.begin(), list.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(a.fails, -a.score, a.record) < std::tuple(b.fails, -b.score, b.record);
    });
  }
  options.by = BatchBy::company;
  options.rank.k = 6;
  place.run(options);
  const std::vector<Json> lines = parsed(place.out());
  ASSERT_EQ(lines.size(), catalog().size());
  for (std::size_t c = 0; c < lines.size(); ++c) {
    const std::string id = catalog().company(static_cast<CompanyId>(c)).id;
    EXPECT_EQ(lines[c]["company"], id);
    EXPECT_EQ(lines[c]["top"], 6);
    ASSERT_EQ(lines[c]["results"].size(), 6U);
    for (std::size_t r = 0; r < 6; ++r) {
      Json result = expected[id][r].result;
      result["rank"] = r + 1;
      EXPECT_EQ(lines[c]["results"][r], result);
    }
  }
}

TEST(Batch, ExplainsAsExplainDoes) {
  const auto stream = batch_data::profiles(20, 9, 0.0);
  const Place place(stream.text);
  BatchOptions options = place.options();
  options.explain = true;
  options.rank.k = 3;
  place.run(options);
  for (const Json& line : parsed(place.out())) {
    for (const Json& result : line["results"]) {
      double sum = 0.0;
      for (const Json& term : result["matched"]) {
        sum += term["cosine_term"].get<double>() + term["coverage_term"].get<double>();
      }
      EXPECT_NEAR(sum, result["score"].get<double>(), 1e-12);
      EXPECT_TRUE(result["missing"].is_array());
      EXPECT_EQ(result["gate_reasons"].empty(), result["gate"] == "pass");
    }
  }
}

TEST(Batch, RefusesOptionsThatMakeNoSense) {
  const Place place("");
  const auto failure = [&](const std::function<void(BatchOptions&)>& change) {
    BatchOptions options = place.options();
    change(options);
    return place.failure(options);
  };
  EXPECT_EQ(failure([](BatchOptions& o) {
              o.shard = {0, 2};
            }),
            "a shard is not from 1 to their number");
  EXPECT_EQ(failure([](BatchOptions& o) {
              o.shard = {3, 2};
            }),
            "a shard is not from 1 to their number");
  EXPECT_EQ(failure([](BatchOptions& o) {
              o.explain = true;
              o.by = BatchBy::company;
            }),
            "results are explained by profile and as JSON Lines only");
  EXPECT_EQ(failure([](BatchOptions& o) {
              o.start = BatchStart::resume;
              o.output = "/dev/null";
            }),
            "only what is written to a file can be resumed");
}

}  // namespace batch_test
}  // namespace skillmatch::io
