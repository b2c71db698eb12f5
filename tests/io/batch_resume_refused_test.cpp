// What a run must not go on with: other options, catalog, model or input, or a state that is not
// that of the files beside it.
#include "io/interrupted_batch.h"

#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace skillmatch::io {
namespace batch_resume_refused_test {

namespace fs = std::filesystem;

TEST(BatchResume, IsRefusedWhereAnythingChanged) {
  const Interrupted run;
  const auto failure = [&](const std::function<void(BatchOptions&)>& change) {
    BatchOptions options = run.options;
    change(options);
    return run.place.failure(options);
  };
  const std::string head = "out.part: cannot be resumed: ";
  const std::string tail = "; --restart begins anew";
  EXPECT_EQ(failure([](BatchOptions& o) { o.rank.k = 7; }), head + "--top was 5 and is 7" + tail);
  EXPECT_EQ(failure([](BatchOptions& o) {
              o.rank.k = std::numeric_limits<std::size_t>::max();
              o.explain = true;
            }),
            head + "--top was 5 and is all; --explain was not given and is given" + tail);
  EXPECT_EQ(failure([](BatchOptions& o) { o.rank.min_score = 0.25; }),
            head + "--min-score was 0 and is 0.25" + tail);
  EXPECT_EQ(failure([](BatchOptions& o) { o.rank.mutual = true; }),
            head + "--mutual was not given and is given" + tail);
  EXPECT_EQ(failure([](BatchOptions& o) { o.rank.field = catalog().find_field("medical-ai"); }),
            head + "--field was not given and is medical-ai" + tail);
  EXPECT_EQ(failure([](BatchOptions& o) { o.by = BatchBy::company; }),
            head + "--by was profile and is company" + tail);
  EXPECT_EQ(failure([](BatchOptions& o) { o.format = BatchFormat::csv; }),
            head + "--format was jsonl and is csv" + tail);
  EXPECT_EQ(failure([](BatchOptions& o) { o.unknown = ReadOptions::Unknown::warn; }),
            head + "--unknown-skills was error and is warn" + tail);
  EXPECT_EQ(failure([](BatchOptions& o) {
              o.shard = {1, 3};
            }),
            head + "--shard was 1/1 and is 1/3" + tail);
  EXPECT_EQ(failure([](BatchOptions& o) { o.rejects = ""; }),
            head + "--rejects was given and is not given" + tail);
}

TEST(BatchResume, IsRefusedForAnotherCatalogOrModel) {
  const Interrupted run;
  const auto failure = [&](const Scorer& other) {
    return run.place.without_directory(
        failure_of([&] { run_batch(other, run.place.input, run.options); }));
  };
  const std::string head = "out.part: cannot be resumed: ";
  const std::string tail = " is another one; --restart begins anew";
  Catalog another = built_in_catalog();
  another.add({"another", {"Another", ""}, {}, {}, ""}, {{static_cast<SkillId>(0), 3.0}});
  EXPECT_EQ(failure(Scorer(another, Model{})), head + "the catalog" + tail);
  Model model;
  model.blend = 0.25;
  EXPECT_EQ(failure(Scorer(catalog(), model)), head + "the model" + tail);
  model.blend = 0.5;
  model.relatedness = 0.25;
  EXPECT_EQ(failure(Scorer(catalog(), model)),
            head + "--relatedness was 0 and is 0.25; --restart begins anew");
  model.relatedness = 0.0;
  model.name = "by another name";
  EXPECT_EQ(failure(Scorer(catalog(), model)), "done");
}

// The smallest change of a requirement, an offer or a name by which skills are found.
TEST(BatchResume, NoticesASmallChangeOfTheCatalog) {
  const Interrupted run;
  Taxonomy taxonomy = built_in_taxonomy();
  for (const char* change : {"level", "importance", "must", "offer", "id", "skill"}) {
    const std::string what = change;
    Taxonomy names = taxonomy;
    if (what == "skill") names.add_skill({"another-skill", {"Another", ""}, {}, "", {}});
    Catalog other(std::move(names));
    for (const Field& field : catalog().fields()) other.add_field(field);
    for (std::size_t c = 0; c < catalog().size(); ++c) {
      const auto id = static_cast<CompanyId>(c);
      Company company = catalog().company(id);
      std::vector<Requirement> requirements;
      const Requirements row = catalog().requirements(id);
      for (std::size_t i = 0; i < row.size(); ++i) requirements.push_back(row[i]);
      if (c + 1 == catalog().size()) {
        if (what == "level") requirements.back().level = 0.125;
        if (what == "importance") requirements.back().importance = 0.0625;
        if (what == "must") requirements.back().must = !requirements.back().must;
        if (what == "offer") company.offers.back().level = 0.125;
        if (what == "id") company.id += "x";
      }
      other.add(std::move(company), std::move(requirements));
    }
    const Scorer other_scorer(other, Model{});
    const std::string failure =
        failure_of([&] { run_batch(other_scorer, run.place.input, run.options); });
    EXPECT_NE(failure.find(what == "skill" ? "the taxonomy is another one"
                                           : "the catalog is another one"),
              std::string::npos)
        << what << ": " << failure;
  }
}

TEST(BatchResume, IsRefusedForAnotherInput) {
  Interrupted run;
  std::string text = bytes_of(run.place.input);
  const std::string first = "people.jsonl: is not what the interrupted run read: its first ";
  text[text.find(":")] = ' ';
  run.place.dir.put("people.jsonl", text);
  const std::string failure = run.place.failure(run.options);
  EXPECT_TRUE(failure.starts_with(first)) << failure;
  EXPECT_TRUE(failure.ends_with(" bytes are others; --restart begins anew")) << failure;
  run.place.dir.put("people.jsonl", text.substr(0, 2'000));
  EXPECT_TRUE(run.place.failure(run.options).starts_with("people.jsonl: "));
  EXPECT_TRUE(fs::exists(run.place.dir / "out.part.state"));
}

TEST(BatchState, ThatIsDamagedIsRefused) {
  Interrupted run;
  const std::string good = bytes_of(run.place.dir / "out.part.state");
  const std::string message =
      "out.part.state: not the state of an interrupted run; --restart begins anew";
  for (const std::string& bad :
       {std::string(), std::string("{}"), good.substr(0, good.size() / 2),
        std::string(good).replace(good.find("batch-state@1"), 13, "batch-state@2"),
        std::string(good).replace(good.find("\"scored\":"), 9, "\"scored\":-")}) {
    run.place.dir.put("out.part.state", bad);
    EXPECT_EQ(run.place.failure(run.options), message) << bad;
    EXPECT_EQ(part_state(run.options.output), PartState::left);
  }
}

TEST(BatchState, ByCompanyWithOtherListsIsRefused) {
  Interrupted run(BatchBy::company);
  const Lines good = lines_of(bytes_of(run.place.dir / "out.part.state"));
  ASSERT_EQ(good.size(), 1 + catalog().size());
  std::string swapped = good[0] + "\n" + good[2] + "\n" + good[1] + "\n";
  run.place.dir.put("out.part.state", swapped);
  EXPECT_EQ(run.place.failure(run.options),
            "out.part.state: its lists are not those of this catalog; --restart begins anew");
  std::string cut;
  for (std::size_t i = 0; i + 1 < good.size(); ++i) cut += good[i] + "\n";
  run.place.dir.put("out.part.state", cut);
  EXPECT_EQ(run.place.failure(run.options),
            "out.part.state: its lists are not those of this catalog; --restart begins anew");
}

TEST(BatchState, OfAShorterFileIsRefused) {
  Interrupted run;
  fs::resize_file(run.place.dir / "out.part", 10);
  const std::string failure = run.place.failure(run.options);
  EXPECT_TRUE(failure.starts_with("out.part: has 10 bytes, fewer than the ")) << failure;
  EXPECT_TRUE(failure.ends_with(" that the interrupted run wrote; --restart begins anew"));
}

}  // namespace batch_resume_refused_test
}  // namespace skillmatch::io
