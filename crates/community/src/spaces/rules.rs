//! Spaces that fill by rule: everybody of a department, a place, a country, an organisation.
//!
//! A journal reader follows people and rules. It takes out only whom a rule brought in and who is no
//! more than a member there; it does not bring back who left, and nobody comes in whom the audience
//! of the space leaves out.

use super::Audience;
use super::memberships::recount;
use super::types::{Joining, RuleField};
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{self, Entry, Event, Reader};
use kernel::record;
use serde_json::json;

const VERBS: &[&str] = &[
    "identity.created",
    "identity.reactivated",
    "people.profile_changed",
    "spaces.created",
    "spaces.rule_changed",
    "spaces.audience_changed",
];

pub fn reader() -> Reader {
    Reader::in_transaction("spaces.rules", VERBS, |_, tx, entry| Box::pin(follow(tx, entry)))
}

async fn follow(tx: &Tx, entry: &Entry) -> Result<()> {
    if entry.verb.starts_with("spaces.") { fill(tx, entry.object).await } else { place(tx, entry.object).await }
}

/// What a rule compares, in a statement with `profiles p` and `organisations o`.
fn column(field: RuleField) -> &'static str {
    match field {
        RuleField::Department => "p.department",
        RuleField::Place => "p.place",
        RuleField::Country => "p.country",
        RuleField::Organisation => "o.slug",
    }
}

record! {
    struct Rule {
        joining: Joining,
        rule_field: String,
        rule_value: String,
        audience: Audience,
    }
}

/// Brings the members of one space in line with its rule.
async fn fill(tx: &Tx, space: Id) -> Result<()> {
    let sql = "select joining, rule_field, rule_value, audience from spaces where id = $1";
    let Some(rule) = tx.row::<Rule>(sql, args![space]).await? else { return Ok(()) };
    let field = RuleField::parse(&rule.rule_field).filter(|_| rule.joining == Joining::Rule);
    let Some(field) = field else {
        // Who came by a rule that is no more has become an ordinary member.
        tx.execute("update memberships set by_rule = 0 where space = $1 and by_rule = 1", args![space]).await?;
        return Ok(());
    };
    let matching = format!(
        "select m.id from members m join organisations o on o.id = m.organisation
             left join profiles p on p.member = m.id
         where m.state <> 'deactivated' and {} = $2 and {}",
        column(field),
        belongs("$1", rule.audience)
    );
    let sql = format!(
        "delete from memberships where space = $1 and by_rule = 1 and role in ('reader', 'member')
             and member not in ({matching})"
    );
    let left = tx.execute(&sql, args![space, &rule.rule_value]).await?;
    let sql = format!(
        "insert into memberships (space, member, role, state, pinned, by_rule, at)
         select cast($1 as bigint), x.id, 'member', 'joined', 0, 1, cast($3 as bigint)
         from ({matching}) x where true
         on conflict (member, space) do update set state = 'joined', by_rule = 1
         where memberships.state in ('asked', 'invited')"
    );
    let joined = tx.execute(&sql, args![space, &rule.rule_value, tx.now()]).await?;
    if left + joined == 0 {
        return Ok(());
    }
    recount(tx, space).await?;
    let details = json!({ "joined": joined, "left": left });
    journal::record(tx, Event::new("spaces.filled", None, space).within(Some(space)).with(details)).await
}

/// Members of organisations `o` who are of the audience of the space.
fn belongs(space: &str, audience: Audience) -> String {
    match audience {
        Audience::Public | Audience::Private | Audience::Secret => "true".to_owned(),
        Audience::Customers => "o.kind <> 'partner'".to_owned(),
        Audience::Partners => format!(
            "(o.kind = 'own' or o.id in (select so.organisation from space_organisations so where so.space = {space}))"
        ),
        Audience::Internal => "o.kind = 'own'".to_owned(),
    }
}

record! {
    /// What rules know of a member.
    struct Traits {
        department: String,
        place: String,
        country: String,
        slug: String,
        kind: String,
        organisation: Id,
        state: String,
    }
}

/// Brings the memberships of one person in line with all rules.
async fn place(tx: &Tx, member: Id) -> Result<()> {
    let sql = "select coalesce(p.department, '') as department, coalesce(p.place, '') as place,
                   coalesce(p.country, '') as country, o.slug, o.kind, m.organisation, m.state
               from members m join organisations o on o.id = m.organisation left join profiles p on p.member = m.id
               where m.id = $1";
    let Some(traits) = tx.row::<Traits>(sql, args![member]).await? else { return Ok(()) };
    if traits.state == "deactivated" {
        return Ok(());
    }
    let wanted = matching_spaces(tx, &traits).await?;
    let had = tx
        .column::<Id>(
            "select space from memberships where member = $1 and by_rule = 1 and role in ('reader', 'member')",
            args![member],
        )
        .await?;
    for space in had.iter().filter(|space| !wanted.contains(space)) {
        tx.execute("delete from memberships where member = $1 and space = $2", args![member, space]).await?;
        count(tx, "spaces.left", *space, member, -1).await?;
    }
    for space in wanted.iter().filter(|space| !had.contains(space)) {
        let sql = "insert into memberships (space, member, role, state, pinned, by_rule, at)
                   values ($1, $2, 'member', 'joined', 0, 1, $3)
                   on conflict (member, space) do update set state = 'joined', by_rule = 1
                   where memberships.state in ('asked', 'invited')";
        if tx.execute(sql, args![space, member, tx.now()]).await? > 0 {
            count(tx, "spaces.joined", *space, member, 1).await?;
        }
    }
    Ok(())
}

async fn matching_spaces(tx: &Tx, traits: &Traits) -> Result<Vec<Id>> {
    let sql = "select s.id from spaces s where s.joining = 'rule' and s.rule_value <> ''
                   and ((s.rule_field = 'department' and s.rule_value = $1) or (s.rule_field = 'place' and s.rule_value = $2)
                     or (s.rule_field = 'country' and s.rule_value = $3)
                     or (s.rule_field = 'organisation' and s.rule_value = $4))
                   and ($5 = 'own' or s.audience in (0, 4, 5) or (s.audience = 1 and $5 = 'customer')
                     or (s.audience = 2 and s.id in
                         (select so.space from space_organisations so where so.organisation = $6)))";
    let Traits { department, place, country, slug, kind, organisation, .. } = traits;
    tx.column(sql, args![department, place, country, slug, kind, organisation]).await
}

async fn count(tx: &Tx, verb: &'static str, space: Id, member: Id, by: i64) -> Result<()> {
    tx.execute("update spaces set members = members + $1 where id = $2", args![by, space]).await?;
    let details = json!({ "member": member, "rule": true });
    journal::record(tx, Event::new(verb, None, space).within(Some(space)).with(details)).await
}
