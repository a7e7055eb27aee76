drop schema control cascade;
