# cmake -DPACKAGES=DIR -P fetch_packages.cmake
# Packages of the npm registry that need no others, as they were when their hashes were written here.
function(fetch name version sha512)
  set(directory ${PACKAGES}/${name}-${version})
  if(EXISTS ${directory}/package/package.json)
    return()
  endif()
  set(archive ${PACKAGES}/${name}-${version}.tgz)
  file(DOWNLOAD https://registry.npmjs.org/${name}/-/${name}-${version}.tgz ${archive}
    EXPECTED_HASH SHA512=${sha512} TLS_VERIFY ON)
  file(ARCHIVE_EXTRACT INPUT ${archive} DESTINATION ${directory})
  file(REMOVE ${archive})
endfunction()

fetch(playwright-core 1.56.1
  86eb6b6b29f29f7d45f8189f99ef8fb3d56ae7d84ab940b3ec7d640ce701b3eda81a0b8a9164d4e746c15abb73df83945a6230a414d60f16913d7ac85e482f99)
fetch(axe-core 4.10.3
  5e6edba515e70d25f6604d9815f064d859c5d1ea7ab661bbc4f87c88779ef0c21cae0abbeb636471ef39e9d62d2582e4b88a1866f19f4ecfcf6d986275e4dc12)
