# Install rules: filled in with the library's consumers in view (pkg-config, CMake package, man page).
include(GNUInstallDirs)
