// The candidates of one market: every profile of a file (profile_stream.h has the formats), each
// id once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <skillmatch/io/profile_stream.h>
#include <skillmatch/profile.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

struct PoolOptions {
  ReadOptions::Unknown unknown = ReadOptions::Unknown::error;
  std::optional<StreamFormat> format = {};  // default: as StreamOptions
  bool strict = false;  // the first record that is no candidate is an InputError
};

// read = candidates + rejected.
struct PoolCounts {
  std::uint64_t read = 0;  // records
  std::uint64_t rejected = 0;
  std::vector<std::string> first_rejects;  // "FILE:LINE: what is wrong", kRejectsTold at most
};

// Calls use(profiles) for block after block of profiles, in the order of the file. A record that is
// no profile is rejected, as `batch` does, and so is one whose id an earlier profile has: who is
// matched must be known by it. Throws InputError and std::system_error as ProfileStream.
PoolCounts read_pool(const std::string& path, const Taxonomy& taxonomy, const PoolOptions& options,
                     const std::function<void(std::span<const ProfileView>)>& use);

}  // namespace skillmatch::io
