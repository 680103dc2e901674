use kernel::capability::Capability;

pub fn capability() -> Capability {
    Capability::default()
}
