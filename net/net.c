/*
 * net.exe: users, groups, shares, servers and services, by the functions of netapi32.dll
 *
 * Copyright 2026 the netapi32 for Wine authors
 *
 * This library is free software; you can redistribute it and/or
 * modify it under the terms of the GNU Lesser General Public
 * License as published by the Free Software Foundation; either
 * version 2.1 of the License, or (at your option) any later version.
 *
 * This library is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
 * Lesser General Public License for more details.
 *
 * You should have received a copy of the GNU Lesser General Public
 * License along with this library; if not, write to the Free Software
 * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA
 */

#include "net.h"

/*
 * A console program like any other for Windows: it calls documented functions alone and does not know what it runs on. Its
 * commands, options, columns and the words that scripts look for are those of Windows' net.exe, see docs/net.md; its help is
 * our own.
 */

const struct command commands[] =
{
    { L"accounts", net_accounts,
      L"ACCOUNTS [/FORCELOGOFF:{minutes | NO}] [/MINPWLEN:length]\n"
      L"         [/MAXPWAGE:{days | UNLIMITED}] [/MINPWAGE:days] [/UNIQUEPW:number]\n"
      L"         [/LOCKOUTTHRESHOLD:{number | NEVER}] [/LOCKOUTDURATION:{minutes | NEVER}]\n"
      L"         [/LOCKOUTWINDOW:minutes] [/DOMAIN]\n",
      L"Shows or changes what is asked of the passwords of all accounts, and when an\n"
      L"account is locked after wrong ones.\n" },
    { L"computer", net_computer,
      L"COMPUTER \\\\name {/ADD | /DELETE}\n",
      L"Adds the account of a computer to the domain, or deletes it. It works on a domain\n"
      L"controller alone.\n" },
    { L"config", net_config,
      L"CONFIG [SERVER | WORKSTATION]\n"
      L"       SERVER [/AUTODISCONNECT:minutes] [/SRVCOMMENT:\"text\"] [/HIDDEN:{YES | NO}]\n",
      L"Shows the settings of the Server or the Workstation service, or changes the\n"
      L"Server service's. -1 minutes is never.\n" },
    { L"continue", net_continue,
      L"CONTINUE service\n",
      L"Has a service go on that NET PAUSE has paused.\n" },
    { L"file files", net_file,
      L"FILE [id [/CLOSE]]\n",
      L"Lists the files that others have open in shares of this computer, shows one, or\n"
      L"closes it. What its user has not saved is lost then.\n" },
    { L"group groups", net_group,
      L"GROUP [name [/COMMENT:\"text\"]] [/DOMAIN]\n"
      L"      name {/ADD [/COMMENT:\"text\"] | /DELETE} [/DOMAIN]\n"
      L"      name user [...] {/ADD | /DELETE} [/DOMAIN]\n",
      L"Lists the groups of a domain or the members of one, adds or deletes a group, or\n"
      L"members of it. On a computer that is no domain controller it wants /DOMAIN.\n" },
    { L"help", net_help, L"HELP [command]\n",
      L"Tells about a command.\n" },
    { L"helpmsg", net_helpmsg, L"HELPMSG number\n",
      L"Tells what the number of an error or message means.\n" },
    { L"localgroup localgroups", net_localgroup,
      L"LOCALGROUP [name [/COMMENT:\"text\"]] [/DOMAIN]\n"
      L"           name {/ADD [/COMMENT:\"text\"] | /DELETE} [/DOMAIN]\n"
      L"           name account [...] {/ADD | /DELETE} [/DOMAIN]\n",
      L"Lists the local groups of the computer or the members of one, adds or deletes a\n"
      L"group, or members of it. A member of a domain is DOMAIN\\name.\n" },
    { L"pause", net_pause,
      L"PAUSE service\n",
      L"Pauses a service.\n" },
    { L"session sessions sess", net_session,
      L"SESSION [\\\\computer] [/LIST] [/DELETE]\n",
      L"Lists the sessions of other computers with this one, or ends those of a computer,\n"
      L"or all.\n" },
    { L"share", net_share,
      L"SHARE [name]\n"
      L"      name=path [/GRANT:account,{READ | CHANGE | FULL}] [/USERS:number | /UNLIMITED]\n"
      L"                [/REMARK:\"text\"] [/CACHE:{MANUAL | DOCUMENTS | PROGRAMS | NONE}]\n"
      L"      name [/GRANT:account,right] [/REMOVE:account] [/USERS:number | /UNLIMITED]\n"
      L"           [/REMARK:\"text\"] [/CACHE:kind]\n"
      L"      {name | path} /DELETE\n",
      L"Lists the shares of this computer, shows one, shares a folder, changes a share or\n"
      L"ends it. /GRANT and /REMOVE may be there more than once.\n" },
    { L"start", net_start,
      L"START [service]\n",
      L"Starts a service, or lists those that run.\n" },
    { L"statistics statistic stats", net_statistics,
      L"STATISTICS [SERVER | WORKSTATION]\n",
      L"Shows what a service has counted.\n" },
    { L"stop", net_stop,
      L"STOP service\n",
      L"Stops a service, and after a question those that depend on it.\n" },
    { L"time", net_time,
      L"TIME [\\\\computer | /DOMAIN[:name] | /RTSDOMAIN[:name]] [/SET]\n",
      L"Shows the time of another computer or of a domain's controller, and with /SET\n"
      L"sets this computer's to it.\n" },
    { L"use", net_use,
      L"USE [device | \\\\computer[\\share]]\n"
      L"    [device | *] \\\\computer[\\share] [password | *] [/USER:[domain\\]user]\n"
      L"        [/SAVECRED] [/PERSISTENT:{YES | NO}]\n"
      L"    {device | \\\\computer[\\share] | *} /DELETE\n",
      L"Lists the connections, logs on to a server, or ends a connection. * as password\n"
      L"asks for it. The user and the password are kept for the programs that run next\n"
      L"until this session ends, with /SAVECRED until they are deleted.\n" },
    { L"user users", net_user,
      L"USER [name [password | *] [options]] [/DOMAIN]\n"
      L"     name {password | *} /ADD [options] [/DOMAIN]\n"
      L"     name /ADD [/RANDOM] [options] [/DOMAIN]\n"
      L"     name /RANDOM [/DOMAIN]\n"
      L"     name /DELETE [/DOMAIN]\n",
      L"Lists the users, shows one, adds, changes or deletes one. * asks for the password,\n"
      L"/RANDOM makes one and prints it.\n"
      L"\n"
      L"  /ACTIVE:{YES | NO}            whether the user may log on\n"
      L"  /COMMENT:\"text\"\n"
      L"  /COUNTRYCODE:number           of a country or region; 0 is the system's\n"
      L"  /EXPIRES:{date | NEVER}       the first day on which the account is of no use\n"
      L"  /FULLNAME:\"name\"\n"
      L"  /HOMEDIR:path\n"
      L"  /LOGONPASSWORDCHG:{YES | NO}  whether the next logon asks for a new password\n"
      L"  /PASSWORDCHG:{YES | NO}       whether the user may change the password\n"
      L"  /PASSWORDREQ:{YES | NO}       whether there has to be one\n"
      L"  /PROFILEPATH:path\n"
      L"  /SCRIPTPATH:path\n"
      L"  /TIMES:{hours | ALL}          when the user may log on: M-F,8am-5pm;Sa,8am-1pm\n"
      L"                                empty is never\n"
      L"  /USERCOMMENT:\"text\"\n"
      L"  /WORKSTATIONS:{name[,...] | *}\n" },
    { L"view", net_view,
      L"VIEW [\\\\computer [/ALL] | /DOMAIN[:name]]\n",
      L"Lists the shares of a computer, with /ALL the hidden ones as well, or the servers\n"
      L"of a workgroup or domain, or with /DOMAIN alone the workgroups and domains.\n" },
    /* what Windows has no more; the words are what is said */
    { L"name", NULL, L"Names of messages went with the Messenger service in Windows Vista.", NULL },
    { L"print", NULL, L"Windows 8 has it no more; a print server's jobs are shown by its own tools.", NULL },
    { L"send", NULL, L"Messages went with the Messenger service in Windows Vista; see msg.exe.", NULL },
    { NULL, NULL, NULL, NULL }
};

static const struct command *running;

/* by any of its names; NULL when there is none */
const struct command *find_command( const WCHAR *name )
{
    const struct command *command;
    const WCHAR *known;
    size_t length;

    for (command = commands; command->names; command++)
        for (known = command->names; *known; known += length + (known[length] == ' '))
        {
            length = wcscspn( known, L" " );
            if (wcslen( name ) == length && !_wcsnicmp( known, name, length )) return command;
        }
    return NULL;
}

/* Shows how the command is called that cannot be understood, after what is wrong. Returns the exit status. */
int misused( void )
{
    if (running) put_syntax( running, TRUE );
    complain( L"More help is available by typing NET HELP.\n\n" );
    return EXIT_MISUSED;
}

static BOOL asks_for_help( int argc, WCHAR **argv, BOOL *syntax )
{
    int i;

    for (i = 0; i < argc; i++)
    {
        *syntax = !wcscmp( argv[i], L"/?" );
        if (*syntax || !_wcsicmp( argv[i], L"/help" )) return TRUE;
    }
    return FALSE;
}

/* a command that newer Windows does not have either */
static int not_there( const struct command *command )
{
    complain( L"NET %s is not there. %s\n\n", command->names, command->syntax );
    return fail( ERROR_NOT_SUPPORTED );
}

int wmain( int argc, WCHAR **argv )
{
    int result;
    BOOL syntax;

    if (argc < 2)
    {
        net_help( 0, NULL );
        return EXIT_MISUSED;
    }
    if (!wcscmp( argv[1], L"/?" ) || !_wcsicmp( argv[1], L"/help" )) return net_help( argc - 2, argv + 2 );
    if (!(running = find_command( argv[1] )))
    {
        complain( L"There is no command NET %s.\n\n", argv[1] );
        net_help( 0, NULL );
        return EXIT_MISUSED;
    }
    if (!running->help) return not_there( running );
    if (asks_for_help( argc - 2, argv + 2, &syntax ))
    {
        if (!syntax) return net_help( 1, argv + 1 );
        put_syntax( running, FALSE );
        return EXIT_DONE;
    }
    result = running->run( argc - 2, argv + 2 );
    if (result == EXIT_DONE && output_failed()) result = EXIT_FAILED;
    return result;
}
