/* Without libFuzzer: give each file named, or in a folder named, to the harness. */
#include "tests/fuzz/fuzz_harness.h"
#include "wayforward/input.h"

#include <dirent.h>
#include <stdio.h>

static int replay(const char *name)
{
    wf_input in;
    wf_error err = WF_ERROR_INIT;
    if (wf_input_open(name, wf_limits_default(), &in, &err) != WF_OK) {
        fprintf(stderr, "%s: %s\n", name, err.message);
        return 1;
    }
    (void)LLVMFuzzerTestOneInput(in.data, in.size);
    wf_input_close(&in);
    return 0;
}

int main(int argc, char **argv)
{
    int failed = 0, count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (!folder) {
            failed += replay(argv[i]);
            count++;
            continue;
        }
        /* readdir is safe here: one thread, one folder */
        for (const struct dirent *e = readdir(folder); e; e = readdir(folder)) {
            char path[4096];
            if (e->d_name[0] == '.')
                continue;
            (void)snprintf(path, sizeof path, "%s/%s", argv[i], e->d_name);
            failed += replay(path);
            count++;
        }
        (void)closedir(folder);
    }
    printf("%d inputs replayed\n", count);
    return failed > 0;
}
