// Whatever ends a batch before its time, the next run finishes it with the same bytes, or says why
// not. Deaths by SIGKILL are in tests/cli/batch_kill_test.cpp.
#include "io/batches.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

namespace skillmatch::io {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRecords = 600;

BatchOptions in_small_chunks(BatchOptions options) {
  options.chunk_bytes = 1'000;
  options.checkpoint_seconds = 0.0;
  return options;
}

// A run that ends at record `last`, which is no profile, with everything before it done.
struct Interrupted {
  batch_data::Stream stream = batch_data::profiles(kRecords, 1, 0.0);
  std::size_t last = 300;
  std::string whole;  // the output of an uninterrupted run
  std::string whole_rejects;
  std::vector<std::string> told;

  static std::string text(batch_data::Stream& stream, std::size_t last) {
    std::string result;
    stream.lines[last - 1] = "[]";
    for (const std::string& line : stream.lines) result += line + "\n";
    return result;
  }

  Place place;
  BatchOptions options;

  explicit Interrupted(BatchBy by = BatchBy::profile, BatchFormat format = BatchFormat::jsonl)
      : place(text(stream, last)), options(in_small_chunks(place.with_rejects())) {
    options.by = by;
    options.format = format;
    place.run(options);
    whole = place.out();
    whole_rejects = place.rejects();
    fs::remove(place.dir / "out");
    fs::remove(place.dir / "rejects");
    options.strict = true;
    options.tell = [this](const std::string& line) {
      told.push_back(place.without_directory(line));
    };
    EXPECT_NE(place.failure(options), "done");
    options.strict = false;
    options.start = BatchStart::resume;
  }
};

TEST(BatchResume, GivesTheBytesOfAnUninterruptedRun) {
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    for (const BatchFormat format : {BatchFormat::jsonl, BatchFormat::csv, BatchFormat::trec}) {
      for (const unsigned threads : {1U, 3U}) {
        Interrupted run(by, format);
        EXPECT_EQ(run.place.dir.names(),
                  (Lines{"out.part", "out.part.state", "people.jsonl", "rejects.part"}));
        run.options.threads = threads;
        run.options.chunk_bytes = 50'000;
        const BatchResult result = run.place.run(run.options);
        EXPECT_EQ(result.counts.read, kRecords);
        EXPECT_EQ(result.counts.rejected, 1U);
        EXPECT_GT(result.resumed, 200U);
        EXPECT_LT(result.resumed, run.last);
        EXPECT_EQ(run.place.out(), run.whole);
        EXPECT_EQ(run.place.rejects(), run.whole_rejects);
        EXPECT_EQ(run.place.dir.names(), (Lines{"out", "people.jsonl", "rejects"}));
      }
    }
  }
}

TEST(BatchResume, SaysWhatIsKeptAndFromWhereItGoesOn) {
  Interrupted run;
  ASSERT_EQ(run.told.size(), 1U);
  const std::string done = std::to_string(run.place.run(run.options).resumed);
  EXPECT_EQ(run.told[0],
            "out.part: keeps what is done, " + done + " records; --resume goes on from there");
  ASSERT_EQ(run.told.size(), 2U);
  EXPECT_EQ(run.told[1], "out.part: resumes after " + done + " records");
}

TEST(BatchResume, CutsOffWhatWasWrittenAfterTheCheckpoint) {
  Interrupted run;
  for (const char* name : {"out.part", "rejects.part"}) {
    std::ofstream(run.place.dir / name, std::ios::app) << "half a li";
  }
  run.place.run(run.options);
  EXPECT_EQ(run.place.out(), run.whole);
  EXPECT_EQ(run.place.rejects(), run.whole_rejects);
}

TEST(BatchResume, OfNothingBeginsAnewAndSaysSo) {
  const Place place(batch_data::profiles(50, 2).text);
  BatchOptions options = place.options();
  place.run(options);
  const std::string whole = place.out();
  std::vector<std::string> told;
  options.tell = [&](const std::string& line) { told.push_back(line); };
  options.start = BatchStart::resume;
  EXPECT_EQ(place.run(options).resumed, 0U);
  EXPECT_EQ(place.out(), whole);
  EXPECT_EQ(told, Lines{"there is nothing to resume: begins anew"});
}

// Stopped again and again, at whatever place the flag is seen.
TEST(BatchResume, AfterAnyNumberOfStopsGivesTheSame) {
  const Place place(batch_data::profiles(3'000, 3).text);
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    for (const unsigned threads : {1U, 3U}) {
      BatchOptions options = in_small_chunks(place.with_rejects());
      options.by = by;
      options.threads = threads;
      place.run(options);
      const std::string whole = place.out();
      const std::string rejects = place.rejects();
      std::atomic<bool> stop = false;
      options.stop = &stop;
      options.start = BatchStart::resume;
      BatchResult result;
      int stops = -1;
      do {
        ++stops;
        stop = false;
        std::thread stopper([&] {
          std::this_thread::sleep_for(std::chrono::milliseconds(3 + 4 * stops));
          stop = true;
        });
        result = place.run(options);
        stopper.join();
        EXPECT_EQ(result.counts.read,
                  result.counts.scored + result.counts.not_ranked + result.counts.rejected);
      } while (result.stop == BatchResult::Stop::interrupted);
      EXPECT_GT(stops, 0);
      EXPECT_EQ(result.counts.read, 3'000U);
      EXPECT_EQ(place.out(), whole);
      EXPECT_EQ(place.rejects(), rejects);
      EXPECT_EQ(place.dir.names(), (Lines{"out", "people.jsonl", "rejects"}));
    }
  }
}

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

TEST(BatchResume, OfALongerInputGoesOnIntoWhatIsNew) {
  Interrupted run;
  const std::string more = "{\"id\":\"late\",\"skills\":{\"python\":3}}\n";
  std::ofstream(run.place.input, std::ios::app) << more;
  EXPECT_EQ(run.place.run(run.options).counts.read, kRecords + 1);
  EXPECT_TRUE(run.place.out().starts_with(run.whole));
}

TEST(BatchFresh, NeverThrowsAwayWhatAnInterruptedRunDid) {
  Interrupted run;
  run.options.start = BatchStart::fresh;
  EXPECT_EQ(part_state(run.options.output), PartState::left);
  EXPECT_EQ(run.place.failure(run.options), "out.part is left by an interrupted run");
  EXPECT_TRUE(fs::exists(run.place.dir / "out.part"));
  run.options.start = BatchStart::restart;
  EXPECT_EQ(run.place.run(run.options).resumed, 0U);
  EXPECT_EQ(run.place.out(), run.whole);
  EXPECT_EQ(part_state(run.options.output), PartState::none);
}

TEST(BatchFresh, OverwritesNoFileOfSomebodyElse) {
  const Place place(batch_data::profiles(20, 4).text);
  for (const std::string name : {"out.part", "rejects.part"}) {
    place.dir.put(name, "mine");
    EXPECT_EQ(place.failure(place.with_rejects()),
              name +
                  ": exists and belongs to no interrupted run; move it away, or let --restart "
                  "overwrite it");
    EXPECT_EQ(place.dir.names().size(), 2U);
    EXPECT_EQ(bytes_of(place.dir / name), "mine");
    fs::remove(place.dir / name);
  }
}

TEST(BatchFresh, TakesOverWhatARunLeftBeforeItHadDoneAnything) {
  Interrupted run;
  // As SIGKILL before the first checkpoint leaves it: the state of the beginning.
  std::string state = bytes_of(run.place.dir / "out.part.state");
  const std::size_t read = state.find("\"read\":") + 7;
  state.replace(read, state.find(',', read) - read, "0");
  run.place.dir.put("out.part.state", state);
  EXPECT_EQ(part_state(run.options.output), PartState::none);
  run.options.start = BatchStart::fresh;
  run.place.run(run.options);
  EXPECT_EQ(run.place.out(), run.whole);
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

// The last steps: whatever the run before had put in its place, the next one puts the rest there.
TEST(BatchResume, FinishesARunThatOnlyHadToPutItsFilesInPlace) {
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    Interrupted run(by);
    BatchOptions options = run.options;
    options.progress = [&](const BatchProgress&) {
      fs::create_directories(run.place.dir / "out/in the way");
    };
    const std::string failure = run.place.failure(options);
    EXPECT_TRUE(failure.starts_with("out: cannot be replaced: ")) << failure;
    EXPECT_EQ(run.place.rejects(), run.whole_rejects);
    fs::remove_all(run.place.dir / "out");
    const std::string input = bytes_of(run.place.input);
    run.place.dir.put("people.jsonl", input + "{}\n");
    EXPECT_EQ(run.place.failure(run.options),
              "people.jsonl: has grown since the interrupted run read all of it; --restart begins "
              "anew");
    run.place.dir.put("people.jsonl", input);
    const BatchResult result = run.place.run(run.options);
    EXPECT_EQ(result.resumed, kRecords);
    EXPECT_EQ(run.place.out(), run.whole);
    EXPECT_EQ(run.place.rejects(), run.whole_rejects);
    EXPECT_EQ(run.place.dir.names(), (Lines{"out", "people.jsonl", "rejects"}));
  }
}

TEST(BatchLock, KeepsTwoRunsApart) {
  const Place place(batch_data::profiles(20, 5).text);
  const std::string part = place.dir.put("out.part", "");
  const int other = ::open(part.c_str(), O_RDWR);
  ASSERT_EQ(::flock(other, LOCK_EX | LOCK_NB), 0);
  EXPECT_EQ(part_state(place.dir / "out"), PartState::locked);
  EXPECT_EQ(place.failure(place.options()), "out.part: another run is writing it");
  ::close(other);
  EXPECT_EQ(place.failure(place.options()), "done");
}

// A file size limit stands in for a full disk.
TEST(BatchResume, GoesOnOnceTheDiskHasRoom) {
  for (const BatchBy by : {BatchBy::profile, BatchBy::company}) {
    const Place place(batch_data::profiles(2'000, 6).text);
    BatchOptions options = in_small_chunks(place.options());
    options.by = by;
    if (by == BatchBy::company) options.rank.k = 2'000;
    place.run(options);
    const std::string whole = place.out();
    fs::remove(place.dir / "out");
    rlimit old_limit{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old_limit), 0);
    const rlimit small{whole.size() / 2, old_limit.rlim_max};
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const std::string failure = place.failure(options);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old_limit), 0);
    std::signal(SIGXFSZ, old_handler);
    EXPECT_TRUE(failure.ends_with(": cannot be written: File too large")) << failure;
    options.start = BatchStart::resume;
    const BatchResult result = place.run(options);
    // By company a state of half the lists is as large as the file that could not be written.
    if (by == BatchBy::profile) {
      EXPECT_GT(result.resumed, 0U);
    }
    EXPECT_EQ(place.out(), whole);
  }
}

TEST(BatchOutput, KeepsTheModeOfTheFileItReplaces) {
  const Place place(batch_data::profiles(20, 7).text);
  place.dir.put("out", "old");
  fs::permissions(place.dir / "out", fs::perms::owner_all);
  place.run(place.options());
  EXPECT_EQ(fs::status(place.dir / "out").permissions(), fs::perms::owner_all);
}

TEST(BatchOutput, OfALinkIsWhereItLeads) {
  const Place place(batch_data::profiles(20, 8).text);
  fs::create_directory(place.dir / "there");
  fs::create_symlink("there/target", place.dir / "out");
  place.run(place.options());
  EXPECT_TRUE(fs::is_symlink(place.dir / "out"));
  EXPECT_FALSE(place.out().empty());
  EXPECT_EQ(place.dir.names(), (Lines{"out", "people.jsonl", "there"}));
}

}  // namespace
}  // namespace skillmatch::io
