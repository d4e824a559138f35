/*
 * msv1_0: the attributes of a context are not told.
 *
 * Copyright 2026 the netapi32 for Wine authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * x86_64-w64-mingw32-gcc -o ntlm-attributes.exe ntlm-attributes.c -lsecur32
 * Exit status: 0 they are, 1 they are not, 77 there is no NTLM.
 */

#include "ntlm.h"

int main(void)
{
    static BYTE challenge[256];
    static struct ntlm_tokens tokens;
    DWORD size = make_challenge( challenge, 32 );
    CredHandle credentials;
    CtxtHandle context;
    SECURITY_STATUS status;

    get_credentials( &credentials );
    status = log_on( &credentials, &context, ISC_REQ_CONFIDENTIALITY | ISC_REQ_INTEGRITY, challenge, size, &tokens );
    printf( "InitializeSecurityContextW() returned %#lx, and attributes %#lx%s\n", status, tokens.attributes,
            tokens.attributes == 0xdeadbeef ? ", as they were" : "" );
    if (status) return 77;
    return tokens.attributes == 0xdeadbeef || !(tokens.attributes & ISC_RET_CONFIDENTIALITY) || !(tokens.attributes & ISC_RET_INTEGRITY);
}
