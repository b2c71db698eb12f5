// What determines the bytes of a batch: an interrupted run goes on only with the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <skillmatch/io/batch.h>

namespace skillmatch::io {

// Names ("the catalog", "--top") with what each of them is: a hash or, for an option, its words.
using Fingerprint = std::vector<std::pair<std::string, std::string>>;

Fingerprint fingerprint_of(const Scorer& scorer, const ProfileStream& stream,
                           const BatchOptions& options);

// "the catalog is another one; --top was 10 and is 20", or "" where both are the same.
std::string difference(const Fingerprint& before, const Fingerprint& now);

// 16 hexadecimal digits of what shards must have in common to be merged, the input's hash too.
std::string common_run(const Fingerprint& fingerprint, const std::string& input_hash);

std::string hex(std::uint64_t x);
// XXH3 (64 bits) of these bytes, in hexadecimal.
std::string hash_of(std::string_view bytes);

}  // namespace skillmatch::io
