// How a stream is cut into chunks must never show in what is read.
#include "problem_cases.h"
#include "stream_records.h"
#include "support/random_data.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace profile_stream_chunks_test {

constexpr std::size_t kChunkSizes[] = {1, 7, 64, 1000, std::size_t{1} << 20};

const Taxonomy& taxonomy() {
  static const Taxonomy taxonomy = built_in_taxonomy();
  return taxonomy;
}

std::string line(std::size_t person) {
  return "{\"id\":\"p" + std::to_string(person) +
         "\",\"skills\":{\"python\":" + std::to_string(person % 6) + "}}\n";
}

std::string json_text() {
  std::string text;
  for (std::size_t i = 0; i < 60; ++i) {
    text += line(i);
    if (i % 7 == 0) text += i % 2 == 0 ? "\n" : "  \r\n";
    if (i % 11 == 0) text += "{\"id\":\n";
    if (i % 13 == 0) text += "{\"skills\":{\"pyhton\":1}}\n";
  }
  return text + "{\"skills\":{\"python\":1}}";
}

std::string long_text() {
  std::string text = "\xEF\xBB\xBFskill,\"id\",level\r\n";
  for (std::size_t i = 0; i < 40; ++i) {
    const std::string id =
        i % 5 == 0 ? "\"p\n" + std::to_string(i) + "\"" : "p" + std::to_string(i);
    text += "python," + id + ",1\n";
    if (i % 3 == 0) text += "\r\nsql," + id + ",2\n";
    if (i % 7 == 0) text += "\"java\n\"\"x," + id + "\",1\n";
    if (i % 11 == 0) text += "\n \nsql\n";
  }
  return text + "sql,last,1";
}

std::string wide_text() {
  std::string text = "\"id\",python,sql\n";
  for (std::size_t i = 0; i < 40; ++i) {
    text += "\"p\n" + std::to_string(i) + "\"," + std::to_string(i % 7) + ",\r\n";
    if (i % 7 == 0) text += "\n";
    if (i % 11 == 0) text += "\"a\"b,1,2\n";
  }
  return text + "last,1,2";
}

struct Case {
  const char* name;
  std::string (*text)();
};

class Chunks : public testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(All, Chunks,
                         testing::Values(Case{"json.jsonl", json_text}, Case{"long.csv", long_text},
                                         Case{"wide.csv", wide_text}),
                         [](const auto& test) {
                           return std::string(test.param.name,
                                              std::string_view(test.param.name).find('.'));
                         });

TEST_P(Chunks, OfAnySizeHoldTheSameRecords) {
  const TempDir directory;
  const std::string path = directory.put(GetParam().name, GetParam().text());
  const Records all = records_of(path, taxonomy());
  EXPECT_GT(all.size(), 40U);
  EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](const Record& r) { return r.rejected; }));
  for (const std::size_t size : kChunkSizes) {
    SCOPED_TRACE(size);
    EXPECT_EQ(records_of(path, taxonomy(), {.chunk_bytes = size}), all);
  }
}

TEST_P(Chunks, AreTheInputAndNoLargerThanAsked) {
  const TempDir directory;
  const std::string text = GetParam().text();
  const std::string path = directory.put(GetParam().name, text);
  std::uint64_t hash = 0;
  for (const std::size_t size : kChunkSizes) {
    SCOPED_TRACE(size);
    ProfileStream stream(path, {.chunk_bytes = size});
    std::string joined;
    for (Chunk chunk; stream.next(chunk);) {
      if (joined.empty()) joined = text.substr(0, chunk.offset);  // the header
      EXPECT_EQ(chunk.offset, joined.size());
      EXPECT_EQ(chunk.first_line,
                static_cast<std::uint64_t>(1 + std::count(joined.begin(), joined.end(), '\n')));
      joined += chunk.bytes;
      EXPECT_EQ(chunk.end_offset, joined.size());
      EXPECT_TRUE(chunk.bytes.size() <= size || chunk.end_record - chunk.first_record <= 1);
    }
    EXPECT_EQ(joined, text);
    EXPECT_EQ(stream.consumed(), text.size());
    EXPECT_EQ(stream.size(), text.size());
    if (hash == 0) hash = stream.hash();
    EXPECT_EQ(stream.hash(), hash);
  }
}

TEST_P(Chunks, AreGoneOnWithFromAnyOfTheirEnds) {
  const TempDir directory;
  const std::string path = directory.put(GetParam().name, GetParam().text());
  std::vector<Chunk> chunks;
  ProfileStream whole(path, {.chunk_bytes = 64});
  std::vector<std::uint64_t> hashes;
  for (Chunk chunk; whole.next(chunk);) {
    chunks.push_back(chunk);
    hashes.push_back(whole.hash());
  }
  const Records all = records_of(path, taxonomy());
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const Chunk& last = chunks[i];
    ProfileStream rest(path, {.chunk_bytes = 64});
    rest.skip_to(last.end_offset, last.end_line, last.end_record, last.number + 1);
    EXPECT_EQ(rest.hash(), hashes[i]);
    std::vector<Chunk> others;
    const Records records = records_of(rest, taxonomy(), ReadOptions::Unknown::error, &others);
    EXPECT_EQ(records,
              Records(all.begin() + static_cast<std::ptrdiff_t>(last.end_record), all.end()));
    EXPECT_EQ(rest.hash(), hashes.back());
    ASSERT_EQ(others.size(), chunks.size() - i - 1);
    for (std::size_t j = 0; j < others.size(); ++j) {
      EXPECT_EQ(others[j].number, chunks[i + 1 + j].number);
      EXPECT_EQ(others[j].bytes, chunks[i + 1 + j].bytes);
    }
  }
}

TEST_P(Chunks, AreParsedAlikeByManyParsersInAnyOrder) {
  const TempDir directory;
  ProfileStream stream(directory.put(GetParam().name, GetParam().text()), {.chunk_bytes = 100});
  std::vector<ProfileParser> parsers;
  for (int i = 0; i < 3; ++i) parsers.emplace_back(stream, taxonomy());
  std::vector<Chunk> chunks;
  for (Chunk chunk; stream.next(chunk);) chunks.push_back(chunk);
  std::vector<Records> parts(chunks.size());
  for (std::size_t i = chunks.size(); i-- > 0;) {
    ProfileBlock block;
    parsers[i % 3].parse(chunks[i], block);
    append(parts[i], block);
  }
  Records records;
  for (const Records& part : parts) records.insert(records.end(), part.begin(), part.end());
  EXPECT_EQ(records, records_of(directory / GetParam().name, taxonomy()));
}

TEST(TooLongRecords, AreRejectedWithTheirBeginning) {
  const std::string long_line = "{\"id\":\"" + std::string(300'000, 'x') + "\"}\r\n";
  const TempDir directory;
  const std::string path = directory.put("people.jsonl", line(1) + "\n" + long_line + line(2));
  for (const std::size_t size : kChunkSizes) {
    SCOPED_TRACE(size);
    const Records records =
        records_of(path, taxonomy(), {.chunk_bytes = size, .max_record_bytes = 200'000});
    ASSERT_EQ(records.size(), 3U);
    EXPECT_EQ(records[0].id, "p1");
    EXPECT_EQ(records[1],
              (Record{3,
                      1,
                      true,
                      "",
                      {},
                      {},
                      "longer than 200000 bytes (300011), the most that is read of one record",
                      long_line.substr(0, 1000)}));
    EXPECT_EQ(records[2].id, "p2");
    EXPECT_EQ(records[2].line, 4U);
    EXPECT_EQ(records[2].record, 2U);
  }
}

TEST(TooLongRecords, AreLongByOneByte) {
  const std::string text = line(1);  // with its line feed
  for (const std::size_t most : {text.size() - 1, text.size()}) {
    for (const std::size_t size : kChunkSizes) {
      const Records records = records_in(text + text, "a.jsonl", taxonomy(),
                                         {.chunk_bytes = size, .max_record_bytes = most});
      ASSERT_EQ(records.size(), 2U);
      for (const Record& record : records) EXPECT_EQ(record.rejected, most < text.size());
    }
  }
}

TEST(TooLongRecords, AreNotCutWithinACharacter) {
  std::string text = "\"";
  for (int i = 0; i < 1000; ++i) text += "가";
  const Records records =
      records_in(text + "\n", "a.jsonl", taxonomy(), {.max_record_bytes = 2000});
  EXPECT_EQ(records[0].text, text.substr(0, 1000));  // 1 + 333 · 3
  const Records others =
      records_in("x" + text + "\n", "a.jsonl", taxonomy(), {.max_record_bytes = 2000});
  EXPECT_EQ(others[0].text, ("x" + text).substr(0, 998));
}

TEST(TooLongRecords, OfCsvEndWhereTheirQuotesSay) {
  std::string quoted = "\"";
  for (int i = 0; i < 100'000; ++i) quoted += "x\n\"\"";
  const std::string wide = "id,python\na,1\n" + quoted + "\",1\nb,2\n";
  const std::string rows = "id,skill,level\na,python,1\nc," + quoted + "\",1\nb,python,2\n";
  for (const std::size_t size : kChunkSizes) {
    SCOPED_TRACE(size);
    const StreamOptions options{.chunk_bytes = size, .max_record_bytes = 150'000};
    for (const auto& [name, text] : {std::pair("w.csv", wide), std::pair("l.csv", rows)}) {
      const Records records = records_in(text, name, taxonomy(), options);
      // Of a row that is too long the id is not read: it counts as one of the profile before it.
      const bool is_long = text == rows;
      ASSERT_EQ(records.size(), is_long ? 2U : 3U);
      EXPECT_TRUE(records[is_long ? 0 : 1].rejected);
      EXPECT_EQ(records.back().id, "b");
      EXPECT_EQ(records.back().line, 100'004U);
    }
  }
}

TEST(TooLongRecords, MayBeManyRowsOfOneId) {
  std::string text = "id,skill,level\na,python,1\n";
  for (int i = 0; i < 50'000; ++i) text += "b,python,1\n";
  text += "c,sql,2\nc,python,1\n";
  for (const std::size_t size : kChunkSizes) {
    SCOPED_TRACE(size);
    const Records records =
        records_in(text, "p.csv", taxonomy(), {.chunk_bytes = size, .max_record_bytes = 1000});
    ASSERT_EQ(records.size(), 3U);
    EXPECT_EQ(records[0].id, "a");
    EXPECT_EQ(records[1].reason,
              "longer than 1000 bytes (550000), the most that is read of one record");
    EXPECT_EQ(records[1].line, 3U);
    EXPECT_EQ(records[2].id, "c");
    EXPECT_EQ(records[2].line, 50'003U);
    EXPECT_EQ(records[2].skills.size(), 2U);
  }
}

// Random bytes of what matters to the grammar, in every size of chunk.
TEST(HostileCsv, IsTheSameInAnyChunks) {
  draw::Random random(20262);
  constexpr std::string_view kPieces[] = {"a",    "b",      ",", "\"",   "\n",
                                          "\r\n", "python", "1", "\"\"", " "};
  const TempDir directory;
  for (int round = 0; round < 150; ++round) {
    std::string text = round % 2 == 0 ? "id,skill,level\n" : "id,python,sql\n";
    const std::size_t pieces = random.below(200);
    for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random.below(std::size(kPieces))];
    const std::string path = directory.put("p.csv", text);
    for (const std::size_t most : {std::size_t{12}, std::size_t{1000}}) {
      const Records all = records_of(path, taxonomy(), {.max_record_bytes = most});
      for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{64}}) {
        ASSERT_EQ(records_of(path, taxonomy(), {.chunk_bytes = size, .max_record_bytes = most}),
                  all)
            << text;
      }
    }
  }
}

TEST(SkippingAhead, IsRefusedBehindTheEndAndBackwards) {
  const TempDir directory;
  std::filesystem::current_path(directory.path());
  directory.put("p.jsonl", line(1));
  ProfileStream stream("p.jsonl");
  EXPECT_EQ(message_of([&] { stream.skip_to(1000, 1, 1, 1); }),
            "p.jsonl: ends at byte 34, before byte 1000, where reading is to go on; it is not the "
            "file that it was");
  EXPECT_THROW(stream.skip_to(3, 1, 1, 1), std::invalid_argument);
  EXPECT_THROW(ProfileStream("p.jsonl", {.chunk_bytes = 0}), std::invalid_argument);
}

TEST(StandardInput, IsAStreamToo) {
  const TempDir directory;
  const std::string text = json_text();
  const std::string path = directory.put("p.jsonl", text);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  ::close(ends[1]);
  const int kept = ::dup(STDIN_FILENO);
  ASSERT_EQ(::dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  Records records;
  {
    ProfileStream stream("-");
    EXPECT_EQ(stream.name(), "standard input");
    EXPECT_EQ(stream.size(), std::nullopt);
    records = records_of(stream, taxonomy());
  }
  ::dup2(kept, STDIN_FILENO);
  ::close(kept);
  ::close(ends[0]);
  Records expected = records_of(path, taxonomy());
  EXPECT_EQ(records.back().id, "stdin:" + std::to_string(records.back().line));
  expected.back().id = records.back().id;
  EXPECT_EQ(records, expected);
}

TEST(StreamFormats, FollowTheNameUnlessGiven) {
  const TempDir directory;
  const std::string json = line(1);
  const std::string csv = "id,python\na,1\n";
  for (const char* name : {"a.jsonl", "a.ndjson", "a.json", "a.txt", "a", "csv", "A.JSONL"}) {
    EXPECT_EQ(ProfileStream(directory.put(name, json)).format(), StreamFormat::jsonl) << name;
  }
  for (const char* name : {"a.csv", "A.CSV"}) {
    EXPECT_EQ(ProfileStream(directory.put(name, csv)).format(), StreamFormat::csv) << name;
  }
  EXPECT_EQ(records_in(csv, "a.txt", taxonomy(), {.format = StreamFormat::csv})[0].id, "a");
  EXPECT_EQ(records_in(json, "a.csv", taxonomy(), {.format = StreamFormat::jsonl})[0].id, "p1");
}

TEST(StreamsThatCannotBeOpened, AreReported) {
  const TempDir directory;
  std::filesystem::current_path(directory.path());
  EXPECT_EQ(message_of([] { ProfileStream("none.jsonl"); }), "none.jsonl: no such file");
  EXPECT_EQ(message_of([] { ProfileStream("."); }), ".: a directory; give a file");
}

}  // namespace profile_stream_chunks_test
}  // namespace skillmatch::io
