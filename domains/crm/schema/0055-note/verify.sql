select tenancy.assert_protected('crm.note');
