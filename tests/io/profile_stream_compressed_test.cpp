#include "problem_cases.h"
#include "stream_records.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {
namespace profile_stream_compressed_test {

const Taxonomy& taxonomy() {
  static const Taxonomy taxonomy = built_in_taxonomy();
  return taxonomy;
}

std::string gzip(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string result(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::logic_error("deflate");
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return result;
}

// With a checksum, as the zstd program writes it.
std::string zstd(std::string_view text) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  std::string result(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context, result.data(), result.size(), text.data(), text.size());
  ZSTD_freeCCtx(context);
  if (ZSTD_isError(size) != 0) throw std::logic_error("zstd");
  result.resize(size);
  return result;
}

// About 2 MB, in which every line differs.
std::string people() {
  std::string text;
  for (std::uint32_t i = 0; i < 40'000; ++i) {
    text += "{\"id\":\"p" + std::to_string(i * 2'654'435'761U) +
            "\",\"skills\":{\"python\":" + std::to_string(i % 6) + "}}\n";
  }
  return text;
}

struct Codec {
  const char* name;
  const char* extension;
  std::string (*compress)(std::string_view);
};

class Compressed : public testing::TestWithParam<Codec> {
 protected:
  Compressed() { std::filesystem::current_path(directory_.path()); }

  std::string file(const std::string& name = "people.jsonl") const {
    return name + GetParam().extension;
  }
  void put(std::string_view bytes) const { directory_.put(file(), bytes); }
  std::string compressed(std::string_view text) const { return GetParam().compress(text); }

  // The records before the stream breaks, and why it does.
  std::pair<Records, std::string> broken(const StreamOptions& options = {}) const {
    Records records;
    const std::string message = message_of([&] {
      ProfileStream stream(file(), options);
      ProfileParser parser(stream, taxonomy());
      ProfileBlock block;
      for (Chunk chunk; stream.next(chunk);) {
        parser.parse(chunk, block);
        append(records, block);
      }
    });
    return {records, message};
  }

  TempDir directory_;
};

INSTANTIATE_TEST_SUITE_P(All, Compressed,
                         testing::Values(Codec{"gzip", ".gz", gzip}, Codec{"zstd", ".zst", zstd}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST_P(Compressed, StreamsAreReadAsTheirText) {
  const std::string text = people();
  put(compressed(text));
  directory_.put("people.jsonl", text);
  ProfileStream stream(file());
  const Records records = records_of(stream, taxonomy());
  EXPECT_EQ(records.size(), 40'000U);
  EXPECT_EQ(records, records_of("people.jsonl", taxonomy()));
  EXPECT_EQ(stream.consumed(), compressed(text).size());
  EXPECT_EQ(stream.size(), compressed(text).size());
  ProfileStream plain("people.jsonl");
  for (Chunk chunk; plain.next(chunk);) {
  }
  EXPECT_EQ(stream.hash(), plain.hash());
}

TEST_P(Compressed, PartsAreOneText) {
  const std::string text = people();
  put(compressed(text.substr(0, 1'000'003)) + compressed("") + compressed(text.substr(1'000'003)));
  EXPECT_EQ(records_of(file(), taxonomy()), records_in(text, "p.jsonl", taxonomy()));
}

TEST_P(Compressed, StreamsAreKnownByTheirFirstBytesToo) {
  directory_.put("people.data", compressed("{\"id\":\"a\",\"skills\":{\"python\":1}}"));
  EXPECT_EQ(records_of("people.data", taxonomy())[0].id, "a");
}

TEST_P(Compressed, CsvIsFoundByTheNameBefore) {
  directory_.put(file("people.csv"), compressed("id,python\na,1\n"));
  EXPECT_EQ(records_of(file("people.csv"), taxonomy())[0].id, "a");
  directory_.put(file("people.jsonl"), compressed("{\"skills\":{\"python\":1}}"));
  EXPECT_EQ(records_of(file("people.jsonl"), taxonomy())[0].id, "people:1");
}

TEST_P(Compressed, StreamsMayBeSkippedInto) {
  const std::string text = people();
  put(compressed(text));
  ProfileStream stream(file());
  Chunk chunk;
  ASSERT_TRUE(stream.next(chunk));
  const std::uint64_t hash = stream.hash();
  ProfileStream other(file());
  other.skip_to(chunk.end_offset, chunk.end_line, chunk.end_record, 1);
  EXPECT_EQ(other.hash(), hash);
  Chunk next;
  Chunk next_of_other;
  ASSERT_TRUE(stream.next(next));
  ASSERT_TRUE(other.next(next_of_other));
  EXPECT_EQ(next_of_other.bytes, next.bytes);
  EXPECT_EQ(next_of_other.first_line, next.first_line);
}

TEST_P(Compressed, StreamsThatEndTooEarlyGiveAllWholeRecordsFirst) {
  const std::string text = people();
  const std::string bytes = compressed(text);
  for (const std::size_t size : {bytes.size() - 1, bytes.size() / 2, bytes.size() / 3}) {
    put(std::string_view(bytes).substr(0, size));
    const auto [records, message] = broken();
    const std::string before = std::string("people.jsonl") + GetParam().extension + ": the " +
                               GetParam().name + " stream ends too early, after ";
    ASSERT_TRUE(message.starts_with(before)) << message;
    const std::size_t after = std::stoul(message.substr(before.size()));
    EXPECT_EQ(message,
              before + std::to_string(after) + " bytes of text; copy or compress the file again");
    const Records expected =
        records_in(text.substr(0, text.substr(0, after).rfind('\n') + 1), "p.jsonl", taxonomy());
    EXPECT_EQ(records, expected);
    EXPECT_GT(records.size(), 1000U);
    EXPECT_EQ(broken({.chunk_bytes = 1000}), std::pair(records, message));
  }
}

TEST_P(Compressed, StreamsThatAreDamagedAreRefusedOrHarmless) {
  const std::string text = people().substr(0, 100'000);
  const std::string bytes = compressed(text);
  const Records whole = records_in(text, "p.jsonl", taxonomy());
  for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 150) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    put(damaged);
    const auto [records, message] = broken();
    EXPECT_EQ(broken({.chunk_bytes = 777}), std::pair(records, message));
    if (message == "accepted") {
      EXPECT_EQ(records, whole);  // as a gzip header's time
    } else {
      EXPECT_TRUE(message.starts_with(file() + ": ")) << message;
    }
  }
}

TEST_P(Compressed, NamesOfOtherFilesAreReported) {
  put("{\"skills\":{\"python\":1}}\n");
  EXPECT_EQ(broken().second,
            file() + ": not a " + GetParam().name + " file, although its name says so; rename it");
  put("");
  EXPECT_EQ(broken().second, file() + ": the " + GetParam().name +
                                 " stream ends too early, after 0 bytes of text; copy or compress "
                                 "the file again");
}

TEST(Gzip, WithADamagedTextSaysWhereAndWhy) {
  const TempDir directory;
  std::filesystem::current_path(directory.path());
  std::string bytes = gzip("{\"id\":\"a\",\"skills\":{\"python\":1}}\n");
  bytes[bytes.size() - 8] = static_cast<char>(bytes[bytes.size() - 8] ^ 1);  // of the CRC
  directory.put("p.jsonl.gz", bytes);
  ProfileStream stream("p.jsonl.gz");
  Chunk chunk;
  EXPECT_TRUE(stream.next(chunk));
  EXPECT_EQ(message_of([&] { stream.next(chunk); }),
            "p.jsonl.gz: the gzip stream is damaged at byte " + std::to_string(bytes.size() - 4) +
                " of the file (incorrect data check), after 33 bytes of text; copy or compress the "
                "file again");
}

TEST(Gzip, MayEndInZeros) {
  const TempDir directory;
  const std::string path = directory.put(
      "p.jsonl.gz", gzip("{\"id\":\"a\",\"skills\":{\"python\":1}}\n") + std::string(1000, '\0'));
  EXPECT_EQ(records_of(path, taxonomy()).size(), 1U);
}

TEST(Zstd, MayBeginWithASkippableFrame) {
  const TempDir directory;
  const std::string path =
      directory.put("p.jsonl.zst", std::string("\x50\x2A\x4D\x18\x03\0\0\0abc", 11) +
                                       zstd("{\"id\":\"a\",\"skills\":{\"python\":1}}\n"));
  EXPECT_EQ(records_of(path, taxonomy()).size(), 1U);
}

}  // namespace profile_stream_compressed_test
}  // namespace skillmatch::io
